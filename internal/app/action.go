package app

// Action is one thing that a reader does with the map, or that the shell reports. Type decides
// which other fields may be set; DecodeAction refuses all others. The table actionFields lists the
// fields for the decoders.
type Action struct {
	// Type is one of the Action constants.
	Type string `json:"type"`
	// Phase of a pointer: down, move, up, cancel or leave.
	Phase string `json:"phase,omitempty"`
	// ID of a pointer is a number as text; otherwise the id of a shape, layer, scenario, step or
	// tab.
	ID string `json:"id,omitempty"`
	// Kind of a pointer: mouse, touch or pen.
	Kind string `json:"kind,omitempty"`
	// X and Y are CSS pixels from the map's upper left corner. Nil, where that is allowed: the
	// middle of the map.
	X *float64 `json:"x,omitempty"`
	Y *float64 `json:"y,omitempty"`
	// Button of a pointer, as in the DOM: 0 is the main one.
	Button int `json:"button,omitempty"`
	// Held is for how many milliseconds a pointer that goes up was down. A shell sets it if events
	// may reach the app late.
	Held float64 `json:"held,omitempty"`
	// DX and DY are CSS pixels: how far a wheel turned, or how far the camera moves.
	DX float64 `json:"dx,omitempty"`
	DY float64 `json:"dy,omitempty"`
	// Key is a key's name as in the DOM, "ArrowLeft".
	Key string `json:"key,omitempty"`
	// Shift is true while the shift key is held.
	Shift bool `json:"shift,omitempty"`
	// W and H are the map's size in CSS pixels.
	W float64 `json:"w,omitempty"`
	H float64 `json:"h,omitempty"`
	// Ratio is the number of device pixels in a CSS pixel.
	Ratio float64 `json:"ratio,omitempty"`
	// By is a number of zoom levels.
	By float64 `json:"by,omitempty"`
	// On is the new state of a switch.
	On bool `json:"on,omitempty"`
	// Theme, Lang and Date are as in State.
	Theme string `json:"theme,omitempty"`
	Lang  string `json:"lang,omitempty"`
	Date  string `json:"date,omitempty"`
	// Km is the distance of a pull-back.
	Km int `json:"km,omitempty"`
	// Dark is true if the reader's system prefers a dark theme.
	Dark bool `json:"dark,omitempty"`
	// Reduce is true if the reader prefers reduced motion.
	Reduce bool `json:"reduce,omitempty"`
	// Top, Right, Bottom and Left are the widths in CSS pixels of the margins that the page covers.
	Top    float64 `json:"top,omitempty"`
	Right  float64 `json:"right,omitempty"`
	Bottom float64 `json:"bottom,omitempty"`
	Left   float64 `json:"left,omitempty"`
	// Quiet suppresses the announcement of a choice: the control with which it was made is read out
	// already.
	Quiet bool `json:"quiet,omitempty"`
	// View is the new middle of the map and its zoom level.
	View *Viewpoint `json:"view,omitempty"`
	// State is a whole state, as in a link.
	State *State `json:"state,omitempty"`
}

// The types of actions, each with what it does. The table actionTypes lists their fields.
const (
	ActionPointer = "pointer" // a mouse, finger or pen event
	ActionWheel   = "wheel"   // zoom by a wheel that turned dy CSS pixels over the map
	ActionKey     = "key"     // a key was pressed while the map had the focus
	ActionResize  = "resize"  // the map's size, and device pixels a CSS pixel
	ActionCover   = "cover"   // covered margins, and a box
	ActionZoom    = "zoom"    // zoom by levels about a point, or the middle
	ActionPinch   = "pinch"   // a trackpad pinch about a point, by levels since the last
	ActionPan     = "pan"     // move the camera over the map, dx to the right, dy down
	ActionView    = "view"    // show a point in the middle, at a zoom level
	ActionReset   = "reset"   // show the whole country
	ActionSelect  = "select"  // open a shape's card, and offer others at a point
	ActionClose   = "close"   // close the card
	ActionLayer   = "layer"   // switch a layer
	ActionTheme   = "theme"   // light, dark or auto
	ActionSystem  = "system"  // the theme that the reader's system prefers
	ActionLang    = "lang"    // change the language of all texts
	ActionDate    = "date"    // show the situation on a day

	ActionScenario = "scenario" // show a scenario; an empty id shows the date alone
	ActionPullback = "pullback" // change the distance of the scenario's pull-back
	ActionStep     = "step"     // show a guided step, "next" or "back"; empty: leave the tour
	ActionTab      = "tab"      // choose a tab above the map
	ActionPlay     = "play"     // play the dates one after another
	ActionMotion   = "motion"   // cut instead of animating
	ActionFocus    = "focus"    // the map has the keyboard focus, and shows the crosshair
	ActionVisible  = "visible"  // the map can be seen; otherwise it draws nothing
	ActionState    = "state"    // apply a whole state, as after the browser's back button
)
