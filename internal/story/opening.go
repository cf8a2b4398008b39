package story

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Default is what a reader sees who comes without a link: the opening picture and the words that
// stand with it.
type Default struct {
	// Date is the day that is shown. Empty: the latest.
	Date string `json:"date"`
	// Scenario is the id of the one that is chosen. Empty: none. It wins over Date.
	Scenario string `json:"scenario"`
	// Theme is light, dark or auto. Empty: auto.
	Theme string `json:"theme"`
	// Layers are the ids of the layers that are on, ScenarioLayers of those that are on while a
	// scenario is chosen.
	Layers         []string `json:"layers"`
	ScenarioLayers []string `json:"scenario_layers"`
	// Headline, ShortHeadline (for less than 640 CSS pixels) and Sentence stand in the place of the
	// map's own, by language. A language that is missing keeps the map's own.
	Headline      map[string]string `json:"headline"`
	ShortHeadline map[string]string `json:"short_headline"`
	Sentence      map[string]string `json:"sentence"`
	// Hide leaves parts out: "headline", "sentence", "figures".
	Hide []string `json:"hide"`
	// Figures are the figures that stand with the headline, in their order.
	Figures []OpeningFigure `json:"figures"`
}

// OpeningFigure is a figure of the opening: the share of Area that Russian forces controlled, or
// the size of the land of Withdrawal, a shape of the layer of withdrawals.
type OpeningFigure struct {
	Area       string `json:"area"`
	Withdrawal string `json:"withdrawal"`
	// Room is the least width of the page for which the figure is shown: "any", "phone" (360 CSS
	// pixels) or "wide" (640). Empty: any.
	Room string `json:"room"`
}

// Key is what the figure's text key ends with: "figure.KEY".
func (f OpeningFigure) Key() string {
	if f.Withdrawal != "" {
		return f.Withdrawal
	}
	return strings.ToLower(f.Area)
}

// Tab is one of the choices above the map. Its text key is "tab.ID".
type Tab struct {
	ID string `json:"id"`
	// Scenario is the id of the one that is chosen with it. Empty: none.
	Scenario string `json:"scenario"`
	// Layers are switched on (true) or off (false) against the default.
	Layers map[string]bool `json:"layers"`
	// Topics are those of the statements that are told with it.
	Topics []string `json:"topics"`
}

// LayerOnByDefault reports whether a layer is drawn unless the reader wants otherwise, with or
// without a scenario.
func (s *Story) LayerOnByDefault(layer string, scenario bool) bool {
	if scenario {
		return slices.Contains(s.Default.ScenarioLayers, layer)
	}
	return slices.Contains(s.Default.Layers, layer)
}

// Hides reports whether the editor leaves a part of the opening out.
func (s *Story) Hides(part string) bool { return slices.Contains(s.Default.Hide, part) }

// The values of Default.Hide and of OpeningFigure.Room.
var (
	hideableParts = []string{"headline", "sentence", "figures"}
	roomValues    = []string{"", "any", "phone", "wide"}
)

// Longest texts of the opening in characters: what their fixed number of lines has room for at
// every width.
const (
	maxHeadlineLength      = 110
	maxShortHeadlineLength = 70
	maxSentenceLength      = 330
)

func (c *checker) checkDefault() {
	d := &c.story.Default
	if _, ok := c.story.Date(d.Date); d.Date != "" && !ok {
		c.addProblem("/default/date", fmt.Sprintf("there is no date %q", d.Date),
			"use one of dates, or leave it empty")
	}
	if !slices.Contains([]string{"", "auto", "light", "dark"}, d.Theme) {
		c.addProblem("/default/theme", fmt.Sprintf("%q is no theme", d.Theme),
			"use light, dark or auto")
	}
	if sc, ok := c.story.Scenario(d.Scenario); d.Scenario != "" && (!ok || sc.Overlay) {
		c.addProblem("/default/scenario",
			fmt.Sprintf("there is no scenario %q to choose", d.Scenario),
			"use the id of a scenario that is no overlay")
	}
	for i, id := range d.Layers {
		c.checkLayerID(joinPath("default", "layers", i), id)
	}
	for i, id := range d.ScenarioLayers {
		c.checkLayerID(joinPath("default", "scenario_layers", i), id)
	}
	for i, part := range d.Hide {
		if !slices.Contains(hideableParts, part) {
			c.addProblem(joinPath("default", "hide", i), fmt.Sprintf("%q cannot be hidden", part),
				fmt.Sprintf("use some of %v", hideableParts))
		}
	}
	c.checkOpeningTexts("headline", d.Headline, maxHeadlineLength)
	c.checkOpeningTexts("short_headline", d.ShortHeadline, maxShortHeadlineLength)
	c.checkOpeningTexts("sentence", d.Sentence, maxSentenceLength)
	c.checkOpeningFigures()
	c.checkTabs()
}

func (c *checker) checkOpeningTexts(name string, texts map[string]string, longest int) {
	for lang, text := range texts {
		if n := utf8.RuneCountInString(text); n > longest {
			c.addProblem(joinPath("default", name, lang),
				fmt.Sprintf("%d characters, and there is room for %d", n, longest), "shorten it")
		}
	}
}

func (c *checker) checkOpeningFigures() {
	for i, f := range c.story.Default.Figures {
		path := joinPath("default", "figures", i)
		switch {
		case (f.Area == "") == (f.Withdrawal == ""):
			c.addProblem(path, "neither one area nor one withdrawal", "name one of the two")
		case f.Withdrawal != "":
			if _, ok := c.story.WithdrawalShape(f.Withdrawal); !ok {
				c.addProblem(path+"/withdrawal",
					fmt.Sprintf("there is no withdrawal %q", f.Withdrawal),
					"use the id of a shape that has one")
			}
		}
		if !slices.Contains(roomValues, f.Room) {
			c.addProblem(path+"/room", fmt.Sprintf("%q is no room", f.Room),
				"use any, phone or wide")
		}
	}
}

func (c *checker) checkTabs() {
	seen := map[string]bool{}
	for i, t := range c.story.Tabs {
		path := joinPath("tabs", i)
		c.checkID(path, t.ID, seen)
		if sc, ok := c.story.Scenario(t.Scenario); t.Scenario != "" && (!ok || sc.Overlay) {
			c.addProblem(path+"/scenario",
				fmt.Sprintf("there is no scenario %q to choose", t.Scenario),
				"use the id of a scenario that is no overlay")
		}
		for id := range t.Layers {
			c.checkLayerID(path+"/layers/"+id, id)
		}
	}
}

// openingKeys are the keys of the texts of figures and tabs.
func (s *Story) openingKeys() []string {
	var keys []string
	for _, f := range s.Default.Figures {
		keys = append(keys, "figure."+f.Key())
	}
	for _, t := range s.Tabs {
		keys = append(keys, "tab."+t.ID)
	}
	return keys
}

// Withdrawal is land that one side's forces would leave under a scenario: the shape's Scenario, in
// its Oblasts, from what From held.
type Withdrawal struct {
	Scenario string `json:"scenario"`
	// Oblasts are the codes of the oblasts. Empty: all in which something changes.
	Oblasts []string `json:"oblasts"`
	// From is whose forces would leave: "government" or "held".
	From string `json:"from"`
}

// WithdrawalShape is the shape with an id that has a withdrawal.
func (s *Story) WithdrawalShape(id string) (Shape, bool) {
	for _, x := range s.WithdrawalShapes() {
		if x.ID == id {
			return x, true
		}
	}
	return Shape{}, false
}

// WithdrawalShapes are the shapes that have a withdrawal.
func (s *Story) WithdrawalShapes() []Shape {
	var out []Shape
	for _, l := range s.Layers {
		for _, x := range l.Shapes {
			if x.Withdrawal.Scenario != "" {
				out = append(out, x)
			}
		}
	}
	return out
}

func (c *checker) checkWithdrawal(path string, w Withdrawal) {
	if w.Scenario == "" && w.From == "" {
		return
	}
	if sc, ok := c.story.Scenario(w.Scenario); !ok || sc.Overlay {
		c.addProblem(path+"/scenario", fmt.Sprintf("there is no scenario %q", w.Scenario),
			"use the id of a scenario")
	}
	if w.From != ClassHeld && w.From != ClassGovernment {
		c.addProblem(path+"/from", fmt.Sprintf("%q is no side", w.From), "use government or held")
	}
}
