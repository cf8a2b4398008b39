package app

// State is all that a link can carry: each field is a row of linkParams. The zero value is the view
// of a reader without a link.
type State struct {
	// Lang is the language, "en", "uk" or "fr". Empty: English.
	Lang string `json:"lang,omitempty"`
	// Theme is light, dark, or auto for what the reader's system prefers. Empty: auto.
	Theme string `json:"theme,omitempty"`
	// Date is the day whose situation is shown, "2026-01-06". Empty: the latest, or that of the
	// scenario.
	Date string `json:"date,omitempty"`
	// Scenario is the id of a scenario, such as "plan-20". It overrides the date. Empty: none.
	Scenario string `json:"scenario,omitempty"`
	// Pullback is the distance of the scenario's pull-back in km. 0: the scenario's default, or
	// none.
	Pullback int `json:"pullback,omitempty"`
	// Step is the id of a guided step. It overrides date, scenario, pull-back and layers, and where
	// they are empty also the selection and the view. Empty: none.
	Step string `json:"step,omitempty"`
	// Layers are the ids of layers switched on (true) or off (false) against the story's defaults.
	Layers map[string]bool `json:"layers,omitempty"`
	// View is the part of the map that is shown. Nil: the whole country, fitted to the size of the
	// map; or, if a town is selected, the surroundings of the town.
	View *Viewpoint `json:"view,omitempty"`
	// Select is the id of the shape whose card is open, such as "UA-14" or "town-kyiv". Empty:
	// none.
	Select string `json:"select,omitempty"`
	// UI is how much of the page is shown around the map: full, compact or none. Empty: full, or
	// compact in a frame.
	UI string `json:"ui,omitempty"`
	// Transparent lets the article's background show through around the map. False: the page has
	// its own background.
	Transparent bool `json:"transparent,omitempty"`
}

// linkParams are the parameters of a link, in their order in a link.
var linkParams = []LinkParam{
	linkParam(LinkParam{Name: "step", Scope: ScopeSubject, Article: true, Example: "hubs",
		Description: "The id of a guided step. It overrides date, scenario, pull-back and " +
			"layers. It also sets card and view where the link has none", Default: "none"},
		idValue, func(s *State) *string { return &s.Step }),
	linkParam(LinkParam{Name: "scenario", Scope: ScopeSubject, Article: true, Example: "plan-20",
		Description: "The id of a scenario. It overrides the date", Default: "none"},
		idValue, func(s *State) *string { return &s.Scenario }),
	linkParam(LinkParam{Name: "pullback", Scope: ScopePicture, Article: true, Example: "10",
		Description: "The distance of the scenario's pull-back in km",
		Default:     "the scenario's default, or none"},
		kmValue, func(s *State) *int { return &s.Pullback }),
	linkParam(LinkParam{Name: "date", Scope: ScopeSubject, Article: true, Example: "2025-07-01",
		Description: "The day whose situation is shown",
		Default:     "the latest, or that of the scenario"},
		dateValue, func(s *State) *string { return &s.Date }),
	linkParam(LinkParam{Name: "view", Scope: ScopePicture, Article: true, Example: "7/48.25/37.5",
		Description: "The zoom level, and the latitude and longitude of the middle of the map",
		Default: "the whole country, fitted to the size of the map; or, if a town is " +
			"selected, the surroundings of the town"},
		viewValue, func(s *State) **Viewpoint { return &s.View }),
	linkParam(LinkParam{Name: "select", Scope: ScopeCard, Article: true, Example: "UA-14",
		Description: "The id of the shape whose card is open, such as `UA-14` or `town-kyiv`",
		Default:     "none"},
		idValue, func(s *State) *string { return &s.Select }),
	linkParam(LinkParam{Name: "layers", Scope: ScopePicture, Article: true, Example: "-band,hubs",
		Description: "The ids of layers that are switched on, or with a minus sign off, " +
			"against the story's defaults"},
		layersValue, func(s *State) *map[string]bool { return &s.Layers }),
	linkParam(LinkParam{Name: "lang", Scope: ScopePage, Example: "uk",
		Description: "The language, `en`, `uk` or `fr`", Default: "English"},
		idValue, func(s *State) *string { return &s.Lang }),
	linkParam(LinkParam{Name: "theme", Scope: ScopePage, Article: true, Example: "dark",
		Description: "`light`, `dark`, or `auto` for what the reader's system prefers",
		Default:     "`auto`"},
		enumValue(ThemeAuto, ThemeLight, ThemeDark),
		func(s *State) *string { return &s.Theme }),
	linkParam(LinkParam{Name: "ui", Scope: ScopePage, Example: "none",
		Description: "How much of the page is shown around the map: `full`, `compact` or `none`",
		Default:     "`full`, or `compact` in a frame"},
		enumValue(UIFull, UICompact, UINone), func(s *State) *string { return &s.UI }),
	linkParam(LinkParam{Name: "transparent", Scope: ScopePage, Example: "1",
		Description: "Whether the article's background shows through around the map",
		Default:     "the page has its own background"},
		switchValue, func(s *State) *bool { return &s.Transparent }),
}

// Viewpoint is the middle of the map and its scale.
type Viewpoint struct {
	// Lon and Lat are degrees on WGS84.
	Lon float64 `json:"lon"`
	Lat float64 `json:"lat"`
	// Zoom is the zoom level, as in web maps: each level doubles the scale.
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
	UICompact = "compact" // what fits into an article
	UINone    = "none"    // the picture alone
)
