package app

// Action is one thing that a reader, or the shell around the map, does. Type decides which other
// fields may be there; DecodeAction refuses all else.
type Action struct {
	// Type is one of the Action constants.
	Type string `json:"type"`
	// Phase of a pointer: down, move, up, cancel or leave.
	Phase string `json:"phase,omitempty"`
	// ID of a pointer is a number as text; else that of a shape or a layer.
	ID string `json:"id,omitempty"`
	// Kind of a pointer: mouse, touch or pen.
	Kind string `json:"kind,omitempty"`
	// X and Y are CSS pixels from the map's upper left corner. Nil where that is allowed: the
	// middle of the map.
	X *float64 `json:"x,omitempty"`
	Y *float64 `json:"y,omitempty"`
	// Button of a pointer, as in the DOM: 0 is the main one.
	Button int `json:"button,omitempty"`
	// Held is for how many milliseconds a pointer that goes up was down, where the shell knows it
	// better than the app, which may get round to either event late.
	Held float64 `json:"held,omitempty"`
	// DX and DY are CSS pixels: how far a wheel turned, or how far the map is moved.
	DX float64 `json:"dx,omitempty"`
	DY float64 `json:"dy,omitempty"`
	// Key is a key's name as in the DOM, "ArrowLeft".
	Key string `json:"key,omitempty"`
	// Shift says that the shift key was held.
	Shift bool `json:"shift,omitempty"`
	// W and H are the map's size in CSS pixels.
	W float64 `json:"w,omitempty"`
	H float64 `json:"h,omitempty"`
	// Ratio is the number of device pixels in a CSS pixel.
	Ratio float64 `json:"ratio,omitempty"`
	// By is a number of zoom levels.
	By float64 `json:"by,omitempty"`
	// On says what a switch is to be.
	On bool `json:"on,omitempty"`
	// Theme, Lang and Date choose as in State.
	Theme string `json:"theme,omitempty"`
	Lang  string `json:"lang,omitempty"`
	Date  string `json:"date,omitempty"`
	// Km is the distance of a pull-back.
	Km int `json:"km,omitempty"`
	// Dark says that the reader's system prefers the dark theme.
	Dark bool `json:"dark,omitempty"`
	// Reduce says that the reader prefers no motion.
	Reduce bool `json:"reduce,omitempty"`
	// Top, Right, Bottom and Left are the margins in CSS pixels that something outside the picture
	// covers.
	Top    float64 `json:"top,omitempty"`
	Right  float64 `json:"right,omitempty"`
	Bottom float64 `json:"bottom,omitempty"`
	Left   float64 `json:"left,omitempty"`
	// Quiet is set where the control with which it was chosen has told the reader already: it is
	// not announced again.
	Quiet bool `json:"quiet,omitempty"`
	// View is where the map is to be and how near.
	View *Viewpoint `json:"view,omitempty"`
	// State is a whole state, as a link carries it.
	State *State `json:"state,omitempty"`
}

// The types of actions, with the fields that each takes; those in brackets may be missing.
const (
	ActionPointer = "pointer" // phase, id, kind, x, y [button, held]: a mouse, finger or pen
	// x, y, dy: a wheel turned over the map and meant for it; dy in CSS pixels
	ActionWheel = "wheel"
	ActionKey   = "key" // key [shift]: a key pressed while the map has the focus
	// w, h, ratio: the map's size in CSS pixels, device pixels a CSS pixel
	ActionResize = "resize"
	// top, right, bottom, left [x, y, w, h]: margins under a sheet, and a box under buttons
	ActionCover = "cover"
	ActionZoom  = "zoom" // by [x, y]: zoom levels, about a point or the middle
	// by, x, y: a gesture on a trackpad, by zoom levels since the last, about a point
	ActionPinch = "pinch"
	ActionPan   = "pan"   // dx, dy: move the camera over the map, dx to the right, dy down
	ActionView  = "view"  // view: a place of the map in the middle, at a zoom level
	ActionReset = "reset" // nothing: show the whole country
	// id [x, y, quiet]: open a shape's card; what else lies at the place is offered
	ActionSelect = "select"
	ActionClose  = "close"  // nothing: close the card
	ActionLayer  = "layer"  // id, on: switch a layer
	ActionTheme  = "theme"  // theme: light, dark or auto
	ActionSystem = "system" // dark: what the reader's system prefers
	ActionLang   = "lang"   // lang: the language of everything
	ActionDate   = "date"   // date [quiet]: the day that is shown
	// id: what is worked out from a date's line; an empty one puts it away
	ActionScenario = "scenario"
	ActionPullback = "pullback" // km [quiet]: the distance of the scenario's pull-back
	ActionStep     = "step"     // id: a guided step, "next" or "back"; an empty one leaves them
	ActionTab      = "tab"      // id: one of the choices above the map
	ActionPlay     = "play"     // on: one date after another
	ActionMotion   = "motion"   // reduce: cut instead of moving
	ActionFocus    = "focus"    // on: the map has the keyboard's focus; shows the crosshair
	ActionVisible  = "visible"  // on: the map can be seen; else it draws nothing
	ActionState    = "state"    // state: take on a whole state, as after the browser's back button
)
