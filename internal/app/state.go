package app

// State is all that a link can carry. The zero value is what a reader sees who comes without one.
type State struct {
	// Lang is the language, "en", "uk" or "fr". Empty: English.
	Lang string `json:"lang,omitempty"`
	// Theme is light, dark, or auto for what the reader's system prefers. Empty: auto.
	Theme string `json:"theme,omitempty"`
	// Date is the day whose situation is shown, "2026-01-06". Empty: the latest, or that of the
	// scenario.
	Date string `json:"date,omitempty"`
	// Scenario is the id of what is worked out from a date's line, such as "plan-20". It wins over
	// Date. Empty: none.
	Scenario string `json:"scenario,omitempty"`
	// Pullback is the scenario's distance in km. 0: the scenario's default, or none.
	Pullback int `json:"pullback,omitempty"`
	// Step is the id of the guided step that is shown. It wins over Date, Scenario, Pullback and
	// Layers, and Select and View are the step's where they are empty. Empty: none.
	Step string `json:"step,omitempty"`
	// Layers are the layers switched on (true) or off (false) against the story's defaults, by id.
	Layers map[string]bool `json:"layers,omitempty"`
	// View is the part of the map that is seen. Nil: the whole country, fitted to whatever size the
	// map has; with a town selected, what is around the town.
	View *Viewpoint `json:"view,omitempty"`
	// Select is the id of the shape whose card is open, such as "UA-14" or "town-kyiv". Empty:
	// none.
	Select string `json:"select,omitempty"`
	// UI says how much stands around the map: full, compact or none. Empty: full, and compact in a
	// frame.
	UI string `json:"ui,omitempty"`
	// Transparent lets the article's own colour through around the map. False: the page has its
	// own.
	Transparent bool `json:"transparent,omitempty"`
}

// Viewpoint is the middle of the map and its scale.
type Viewpoint struct {
	// Lon and Lat are degrees on WGS84.
	Lon float64 `json:"lon"`
	Lat float64 `json:"lat"`
	// Zoom is the zoom level; one more is twice as close.
	Zoom float64 `json:"zoom"`
}

// The themes of State.Theme and of ActionTheme.
const (
	ThemeAuto  = "auto"
	ThemeLight = "light"
	ThemeDark  = "dark"
)

// The values of State.UI.
const (
	UIFull    = "full"    // panel, legend, buttons
	UICompact = "compact" // what an article has room for
	UINone    = "none"    // the picture alone
)
