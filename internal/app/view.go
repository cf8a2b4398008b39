package app

// View is what stands beside the picture: plain data, every string finished in the reader's
// language. Ids do not change with the language.
type View struct {
	// Rev grows whenever anything else in the View has changed.
	Rev int `json:"rev"`
	// Lang is the language in which the strings are.
	Lang string `json:"lang"`
	// Langs are the languages that can be chosen.
	Langs []Choice `json:"langs"`
	// Theme is light or dark: what is shown, not what was asked for.
	Theme string `json:"theme"`
	// UI is full, compact or none.
	UI string `json:"ui"`
	// Title names the map.
	Title string `json:"title"`
	// Situation says of which day the map is: "Situation on 6 January 2026".
	Situation string `json:"situation"`
	// Stale says of which day the newest map is and that it has not been updated since. Empty: it
	// is fresh enough.
	Stale string `json:"stale"`
	// Headline is the finding of what is shown, ShortHeadline the same for less than 640 CSS
	// pixels, BriefHeadline for one line, Sentence what stands with it. Empty: the editor left it
	// out.
	Headline      string `json:"headline"`
	ShortHeadline string `json:"shortHeadline"`
	BriefHeadline string `json:"briefHeadline"`
	Sentence      string `json:"sentence"`
	// Figures stand with the headline.
	Figures []Figure `json:"figures"`
	// Tabs are the choices above the map, Tab the id of the one that is on, Said what was said on
	// its topics.
	Tabs []Choice `json:"tabs"`
	Tab  string   `json:"tab"`
	Said []Said   `json:"said"`
	// TabPart is what stands first beside the map: PartScenarios, PartSaid or, with neither, empty.
	TabPart string `json:"tabPart"`
	// Source names whose maps the holders on the date come from.
	Source string `json:"source"`
	// Sources are the same with addresses.
	Sources []Link `json:"sources"`
	// Credit says who made the map and from what.
	Credit string `json:"credit"`
	// Notes stand under the legend: what is illustrative, what is a proposal, how many sources
	// there are.
	Notes []string `json:"notes"`
	// Legend explains the looks and switches the layers.
	Legend []LegendEntry `json:"legend"`
	// Card tells about what is selected. Nil: nothing is.
	Card *Card `json:"card"`
	// Hover tells in a line what is under the pointer. Nil: nothing.
	Hover *Tip `json:"hover"`
	// Crosshair says that the keyboard points at the middle of the picture.
	Crosshair bool `json:"crosshair"`
	// Announce is for a live region: what has just happened, for who does not see it.
	Announce string `json:"announce"`
	// Wants are the paths of files that have to be fetched before the map can show what was asked
	// for. The shell adds them to the map's files and says so, or that they cannot be had.
	Wants []string `json:"wants"`
	// Table holds the figures of each oblast.
	Table Table `json:"table"`
	// Texts are the other words of the page (button names and such) by key.
	Texts map[string]string `json:"texts"`
	// Dates are the days that can be shown, oldest first.
	Dates []Day `json:"dates"`
	// Date is the id of the day that is shown.
	Date string `json:"date"`
	// Playing says that the dates are shown one after another.
	Playing bool `json:"playing"`
	// Scenarios can be chosen.
	Scenarios []ScenarioChoice `json:"scenarios"`
	// Scenario tells about the one that is chosen. Nil: none is.
	Scenario *ScenarioView `json:"scenario"`
	// Steps lead through the story; their ids are for ActionStep.
	Steps []Choice `json:"steps"`
	// Step is the one that is shown. Nil: none is.
	Step *StepView `json:"step"`
	// Claims are what was claimed beside this map's estimates, with a verdict.
	Claims Table `json:"claims"`
	// Published are other maps' figures beside this map's estimates, without one.
	Published Table `json:"published"`
	// Chart is the share over time.
	Chart Chart `json:"chart"`
	// Corrections are what was mended after it had been shown, newest first.
	Corrections []Correction `json:"corrections"`
	// Select is the id of the shape whose card is open. Empty: none.
	Select string `json:"select"`
	// Link is the query string of a link to exactly this, without "?". Empty: all is as it is by
	// default.
	Link string `json:"link"`
}

// Figure is a figure that stands with the headline.
type Figure struct {
	ID string `json:"id"`
	// Value is the figure with its unit, Text what it is of, with its range.
	Value string `json:"value"`
	Text  string `json:"text"`
	// Room is the least page for which it is shown: any, phone (360 CSS pixels) or wide (640).
	Room string `json:"room"`
}

// Said is a statement with its sources.
type Said struct {
	ID      string `json:"id"`
	Text    string `json:"text"`
	Sources []Link `json:"sources"`
}

// Choice is one of several things to choose.
type Choice struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// Day is a day that can be shown.
type Day struct {
	// ID is the day as "2026-01-06".
	ID string `json:"id"`
	// Label is the day in words.
	Label string `json:"label"`
	// Note says why the day was chosen.
	Note string `json:"note"`
	// At is its place between the first day (0) and the last (1), in proportion to time.
	At float64 `json:"at"`
}

// ScenarioChoice is a scenario that can be chosen.
type ScenarioChoice struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Kind is proposal, reference or example, KindLabel the same in words; of a proposal what has
	// become of it.
	Kind      string `json:"kind"`
	KindLabel string `json:"kindLabel"`
	// Proposer, Date and Status are empty for references.
	Proposer string `json:"proposer"`
	Date     string `json:"date"`
	Status   string `json:"status"`
	// Note is the kind with proposer and date where they are there, in a line.
	Note string `json:"note"`
	// Summary says in a sentence or two what it would mean.
	Summary string `json:"summary"`
	// On says that it is chosen.
	On bool `json:"on"`
}

// ScenarioView tells about the scenario that is chosen.
type ScenarioView struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Heading is the name where it stands alone: that of a reference says that it is one.
	Heading string `json:"heading"`
	// Kind is proposal, reference or example, KindLabel the same in words; of a proposal what has
	// become of it.
	Kind      string `json:"kind"`
	KindLabel string `json:"kindLabel"`
	Summary   string `json:"summary"`
	// Facts say who put it forward, when, and what became of it.
	Facts []Row `json:"facts"`
	// Pullbacks are the distances that can be chosen. Empty: there is no pull-back.
	Pullbacks []PullbackChoice `json:"pullbacks"`
	// Figures are lengths and sizes in all of Ukraine.
	Figures []Row `json:"figures"`
	// Notes are what has to be said with it.
	Notes []string `json:"notes"`
	// Zones hold sizes by oblast; rows of one oblast follow one another.
	Zones Table `json:"zones"`
	// Rules hold what it does with each oblast and on what that rests; the last row, without an id,
	// is all others.
	Rules   Table  `json:"rules"`
	Sources []Link `json:"sources"`
}

// PullbackChoice is a distance for ActionPullback.
type PullbackChoice struct {
	Km    int    `json:"km"`
	Label string `json:"label"`
	On    bool   `json:"on"`
}

// StepView is a guided step.
type StepView struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	// Text is the caption.
	Text string `json:"text"`
	// Place says which of how many it is.
	Place string `json:"place"`
	// First and Last say that there is none before or behind it.
	First   bool   `json:"first"`
	Last    bool   `json:"last"`
	Sources []Link `json:"sources"`
}

// Chart is shares over time. Between dates nothing is known: its points are not to be joined.
type Chart struct {
	Caption string   `json:"caption"`
	Series  []Series `json:"series"`
	// Note says why the points are not joined.
	Note string `json:"note"`
	// Head names the columns of the same as a table: the date, then each series.
	Head []string `json:"head"`
	// Top is the share at the upper edge, a fraction; Lines are the shares at which lines help to
	// read it.
	Top   float64     `json:"top"`
	Lines []ChartLine `json:"lines"`
	// Years are where years begin.
	Years []ChartYear `json:"years"`
}

// ChartLine is a share, as a fraction, and in words.
type ChartLine struct {
	Share float64 `json:"share"`
	Label string  `json:"label"`
}

// ChartYear is the first of January of a year; At is as in Day.
type ChartYear struct {
	Label string  `json:"label"`
	At    float64 `json:"at"`
}

// Series are the points of an area; "UA" is the whole country.
type Series struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	Points []Point `json:"points"`
}

// Point is an estimate on a date. Share, Low and High are fractions.
type Point struct {
	Date  string `json:"date"`
	Label string `json:"label"`
	// At is as in Day.
	At    float64 `json:"at"`
	Share float64 `json:"share"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
	// Text is the estimate with its range in words.
	Text string `json:"text"`
}

// Correction says what was mended, and when.
type Correction struct {
	// ID is unique, Date the day in words on which it was mended.
	ID   string `json:"id"`
	Date string `json:"date"`
	Text string `json:"text"`
}

// LegendEntry is one line of the legend.
type LegendEntry struct {
	// ID is the swatch's or the layer's own.
	ID string `json:"id"`
	// Label says what it is.
	Label string `json:"label"`
	// Swatch is a look in style.json: held-2022, held-2014, contested, contact, hub, freeze, band
	// and so on.
	Swatch string `json:"swatch"`
	// Layer is the layer that ActionLayer switches. Empty: the entry only explains.
	Layer string `json:"layer"`
	// Toggle says that the entry is a switch for Layer.
	Toggle bool `json:"toggle"`
	// On says that the layer is drawn.
	On bool `json:"on"`
	// Note stands under the label. Empty: none.
	Note string `json:"note"`
}

// Card tells about one shape.
type Card struct {
	ID string `json:"id"`
	// Name is the heading.
	Name string `json:"name"`
	// Kind says in a word or two what it is: "oblast", "town".
	Kind string `json:"kind"`
	// Figure is the number that the card is about. Nil: there is none.
	Figure *CardFigure `json:"figure"`
	// Lead is the most important sentence. Empty: the figure or the rows say it all.
	Lead string `json:"lead"`
	// Rows are figures and facts.
	Rows []Row `json:"rows"`
	// Times are the share with its range on every date. Empty: it has none.
	Times []Row `json:"times"`
	// Notes are sentences after the rows.
	Notes []string `json:"notes"`
	// Sources are those of what the card says.
	Sources []Link `json:"sources"`
	// Others lie under the same pointer, most specific first.
	Others []Other `json:"others"`
}

// CardFigure is a number that stands out, with what belongs to it.
type CardFigure struct {
	Value string `json:"value"`
	// Label says what it is, in words that follow the value.
	Label string `json:"label"`
	// Range says how well it is known. Empty: it has none.
	Range string `json:"range"`
	// Course is the same on all dates. Nil: it is known on one alone, or was always the same.
	Course *Chart `json:"course"`
}

// Row is one figure or fact with its name.
type Row struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Link is a source. URL is empty where there is no address.
type Link struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

// Other is another shape that ActionSelect can choose.
type Other struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Tip is a line about what is under the pointer.
type Tip struct {
	ID string `json:"id"`
	// Name is what it is called.
	Name string `json:"name"`
	// Text says who holds it, or what it is. Empty: the name says it all.
	Text string `json:"text"`
	// X and Y are the pointer's place in CSS pixels from the map's upper left corner.
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Table is a table for readers who want figures.
type Table struct {
	Caption string     `json:"caption"`
	Head    []string   `json:"head"`
	Rows    []TableRow `json:"rows"`
	// Folded names the rows that may be folded, as a heading of theirs. Empty: there are none.
	Folded string `json:"folded"`
}

// TableRow is one line of a table. ID can be selected; "UA" is the whole country.
type TableRow struct {
	ID string `json:"id"`
	// Name is the row's heading.
	Name string `json:"name"`
	// Cells stand under Head[1:].
	Cells []string `json:"cells"`
	// Fold says that there is nothing to tell but that the area is there.
	Fold bool `json:"fold"`
}
