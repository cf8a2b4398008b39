package app

// View is everything that is shown beside the picture, as plain data: every string is final and in
// the reader's language. Ids do not depend on the language.
type View struct {
	// Revision is the revision. It grows whenever any other field has changed.
	Revision int `json:"revision"`
	// Lang is the language of the strings.
	Lang string `json:"lang"`
	// Langs are the languages that can be chosen.
	Langs []Choice `json:"langs"`
	// Theme is the theme that is shown: light or dark, never auto.
	Theme string `json:"theme"`
	// UI is full, compact or none.
	UI string `json:"ui"`
	// Title is the name of the map.
	Title string `json:"title"`
	// Situation is the date of the map as a phrase: "Situation on 6 January 2026".
	Situation string `json:"situation"`
	// StaleWarning says that the newest date is old: "Situation on 6 January 2026 · no update
	// since". Empty: it is recent.
	StaleWarning string `json:"staleWarning"`
	// Headline is the main statement about what is shown. ShortHeadline is for less than 640 CSS
	// pixels, BriefHeadline for a single line, and Sentence follows them. Empty: the editor has
	// removed it.
	Headline      string `json:"headline"`
	ShortHeadline string `json:"shortHeadline"`
	BriefHeadline string `json:"briefHeadline"`
	Sentence      string `json:"sentence"`
	// Figures are shown with the headline.
	Figures []Figure `json:"figures"`
	// Tabs are the choices above the map, Tab the id of the active one, and Statements those on
	// its topics.
	Tabs       []Choice    `json:"tabs"`
	Tab        string      `json:"tab"`
	Statements []Statement `json:"statements"`
	// TabPart is the part of the page that the active tab moves up beside the map: PartScenarios,
	// PartStatements, or empty for none.
	TabPart string `json:"tabPart"`
	// Source is a line that names the sources of what is shown.
	Source string `json:"source"`
	// Sources are the sources of everything that is shown, with addresses.
	Sources []Link `json:"sources"`
	// Credit is who made the map, and from what.
	Credit string `json:"credit"`
	// Notes are shown under the legend: what is illustrative, what is a proposal, how many sources
	// there are.
	Notes []string `json:"notes"`
	// Legend explains the looks and switches the layers.
	Legend []LegendEntry `json:"legend"`
	// Card describes the selected shape. Nil: nothing is selected.
	Card *Card `json:"card"`
	// Tooltip is a line on what is under the pointer. Nil: nothing.
	Tooltip *Tooltip `json:"tooltip"`
	// Crosshair is true while the keyboard acts on the middle of the picture.
	Crosshair bool `json:"crosshair"`
	// Announce is the text of the page's live region: the last change, for screen readers.
	Announce string `json:"announce"`
	// MissingFiles are the paths of files that must be fetched before the map can show what the
	// reader has chosen. The shell adds them to the map's files, or reports that they cannot be
	// fetched.
	MissingFiles []string `json:"missingFiles"`
	// Table has the figures of each oblast.
	Table Table `json:"table"`
	// Texts are the page's other strings, such as names of buttons, by key.
	Texts map[string]string `json:"texts"`
	// Dates are the days that can be shown, oldest first.
	Dates []Day `json:"dates"`
	// Date is the id of the day that is shown.
	Date string `json:"date"`
	// Playing is true while the dates are shown one after another.
	Playing bool `json:"playing"`
	// Scenarios are those that can be chosen.
	Scenarios []ScenarioChoice `json:"scenarios"`
	// Scenario describes the one that is chosen. Nil: none.
	Scenario *ScenarioView `json:"scenario"`
	// Steps are the steps of the guided tour, for ActionStep.
	Steps []Choice `json:"steps"`
	// Step is the one that is shown. Nil: none.
	Step *StepView `json:"step"`
	// Claims compares what others claimed with this map's estimates, with a verdict.
	Claims Table `json:"claims"`
	// Published compares other maps' figures with this map's estimates, without a verdict.
	Published Table `json:"published"`
	// Chart is the share over time.
	Chart Chart `json:"chart"`
	// Corrections are what was corrected after publication, newest first.
	Corrections []Correction `json:"corrections"`
	// Select is the id of the shape whose card is open. Empty: none.
	Select string `json:"select"`
	// Link is the query string, without "?", of a link to what is shown. Empty: everything has its
	// default.
	Link string `json:"link"`
}

// Figure is a figure of the headline.
type Figure struct {
	ID string `json:"id"`
	// Value is the figure with its unit. Text is what it measures, with its range.
	Value string `json:"value"`
	Text  string `json:"text"`
	// MinWidth is the minimum width of a page that shows it: any, phone (360 CSS pixels) or wide
	// (640).
	MinWidth string `json:"minWidth"`
}

// Statement is a statement with its sources.
type Statement struct {
	ID      string `json:"id"`
	Text    string `json:"text"`
	Sources []Link `json:"sources"`
}

// Choice is an option that can be chosen.
type Choice struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// Day is a date that can be shown.
type Day struct {
	// ID is the day in ISO 8601, "2026-01-06".
	ID string `json:"id"`
	// Label is the day as text.
	Label string `json:"label"`
	// Note is why the day was chosen.
	Note string `json:"note"`
	// Offset is its position between the first day (0) and the last (1), in proportion to time.
	Offset float64 `json:"offset"`
}

// ScenarioChoice is a scenario that can be chosen.
type ScenarioChoice struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Kind is proposal, reference or example. KindLabel is the kind as text, or for a proposal its
	// status.
	Kind      string `json:"kind"`
	KindLabel string `json:"kindLabel"`
	// Proposer, Date and Status are empty for references.
	Proposer string `json:"proposer"`
	Date     string `json:"date"`
	Status   string `json:"status"`
	// Note is the kind, with proposer and date if there are any, in a line.
	Note string `json:"note"`
	// Summary is a sentence or two on what it would mean.
	Summary string `json:"summary"`
	// On is true if it is the chosen one.
	On bool `json:"on"`
}

// ScenarioView describes the chosen scenario.
type ScenarioView struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Heading is the name for use on its own: for a reference it says that it is one.
	Heading string `json:"heading"`
	// Kind is proposal, reference or example. KindLabel is the kind as text, or for a proposal its
	// status.
	Kind      string `json:"kind"`
	KindLabel string `json:"kindLabel"`
	Summary   string `json:"summary"`
	// Facts are proposer, date and status.
	Facts []Row `json:"facts"`
	// Pullbacks are the distances that can be chosen. Empty: there is no pull-back.
	Pullbacks []PullbackChoice `json:"pullbacks"`
	// Figures are lengths and areas in all of Ukraine.
	Figures []Row `json:"figures"`
	// Notes are the caveats that must be shown with it.
	Notes []string `json:"notes"`
	// Zones has areas by oblast. Rows of one oblast are adjacent.
	Zones Table `json:"zones"`
	// Rules has what it does with each oblast, and on what that is based. The last row, without an
	// id, is for all other oblasts.
	Rules   Table  `json:"rules"`
	Sources []Link `json:"sources"`
}

// PullbackChoice is a distance in km for ActionPullback.
type PullbackChoice struct {
	Km    int    `json:"km"`
	Label string `json:"label"`
	On    bool   `json:"on"`
}

// StepView is a step of the guided tour.
type StepView struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	// Text is the caption.
	Text string `json:"text"`
	// Position is the number of the step and of all steps, as text.
	Position string `json:"position"`
	// First and Last are true for the first and the last step.
	First   bool   `json:"first"`
	Last    bool   `json:"last"`
	Sources []Link `json:"sources"`
}

// Chart is shares over time. Its points must not be joined by lines: between dates nothing is
// known.
type Chart struct {
	Caption string   `json:"caption"`
	Series  []Series `json:"series"`
	// Note explains why the points are not joined.
	Note string `json:"note"`
	// Head is the header of the chart as a table: the date, then each series.
	Head []string `json:"head"`
	// Max is the share at the upper edge, a fraction.
	Max       float64    `json:"max"`
	Gridlines []Gridline `json:"gridlines"`
	// YearTicks are where years begin.
	YearTicks []YearTick `json:"yearTicks"`
}

// Gridline is a gridline at a share, as a fraction and as text.
type Gridline struct {
	Share float64 `json:"share"`
	Label string  `json:"label"`
}

// YearTick is the first of January of a year. Offset is as in Day.
type YearTick struct {
	Label  string  `json:"label"`
	Offset float64 `json:"offset"`
}

// Series is the points of an area; "UA" is the whole country.
type Series struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	Points []Point `json:"points"`
}

// Point is the estimate for a date. Share, Low and High are fractions.
type Point struct {
	Date  string `json:"date"`
	Label string `json:"label"`
	// Offset is as in Day.
	Offset float64 `json:"offset"`
	Share  float64 `json:"share"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	// Text is the estimate with its range.
	Text string `json:"text"`
}

// Correction is a fact that was corrected after publication.
type Correction struct {
	// ID is unique. Date is the day of the correction, as text.
	ID   string `json:"id"`
	Date string `json:"date"`
	Text string `json:"text"`
}

// LegendEntry is a line of the legend.
type LegendEntry struct {
	// ID is that of a swatch or of a layer.
	ID string `json:"id"`
	// Label is the text beside the swatch.
	Label string `json:"label"`
	// Swatch is a role in style.json: held-2022, held-2014, contested, contact, hub, freeze, band
	// and so on.
	Swatch string `json:"swatch"`
	// Layer is the id for ActionLayer. Empty: the entry only explains.
	Layer string `json:"layer"`
	// Toggle is true if the entry switches Layer.
	Toggle bool `json:"toggle"`
	// On is true if the layer is drawn.
	On bool `json:"on"`
	// Note is a line under the label. Empty: none.
	Note string `json:"note"`
}

// Card describes a shape.
type Card struct {
	ID string `json:"id"`
	// Name is the heading.
	Name string `json:"name"`
	// Kind is a word or two for what it is: "oblast", "town".
	Kind string `json:"kind"`
	// Figure is the card's main figure. Nil: none.
	Figure *CardFigure `json:"figure"`
	// Summary is the most important sentence. Empty: the figure or the rows say it all.
	Summary string `json:"summary"`
	// Rows are figures and facts.
	Rows []Row `json:"rows"`
	// History is the share with its range on every date. Empty: none.
	History []Row `json:"history"`
	// Notes are sentences after the rows.
	Notes []string `json:"notes"`
	// Sources are those of the card.
	Sources []Link `json:"sources"`
	// Alternatives are the other shapes at the same point, most specific first.
	Alternatives []Alternative `json:"alternatives"`
}

// CardFigure is the main figure of a card.
type CardFigure struct {
	Value string `json:"value"`
	// Label is what it measures, in words that follow the value.
	Label string `json:"label"`
	// Range is the range of its uncertainty. Empty: none.
	Range string `json:"range"`
	// Chart is the figure on all dates. Nil: it is known on one date only, or was always the same.
	Chart *Chart `json:"chart"`
}

// Row is a figure or fact with its label.
type Row struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Link is a source. URL is empty if there is no address.
type Link struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

// Alternative is another shape that ActionSelect can choose.
type Alternative struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Tooltip is a line on what is under the pointer.
type Tooltip struct {
	ID string `json:"id"`
	// Name is the name of the shape.
	Name string `json:"name"`
	// Text is who holds it, or what it is. Empty: nothing besides the name.
	Text string `json:"text"`
	// X and Y are the pointer's position in CSS pixels from the map's upper left corner.
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Table is a table of figures.
type Table struct {
	Caption string     `json:"caption"`
	Head    []string   `json:"head"`
	Rows    []TableRow `json:"rows"`
	// FoldedHeading is the heading under which rows may be folded. Empty: none.
	FoldedHeading string `json:"foldedHeading"`
}

// TableRow is a row of a table. ID is for ActionSelect; "UA" is the whole country.
type TableRow struct {
	ID string `json:"id"`
	// Name is the row's header cell.
	Name string `json:"name"`
	// Cells are the cells under Head[1:].
	Cells []string `json:"cells"`
	// Folded is true for an area of which nothing was held or contested: the row may be folded.
	Folded bool `json:"folded"`
}
