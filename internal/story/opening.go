package story

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Default is the opening state for readers who come without a link, with the texts shown beside it.
type Default struct {
	// Date is the selected day. Empty: the latest.
	Date string `json:"date"`
	// Scenario is the id of the selected scenario. Empty: none. It takes precedence over Date.
	Scenario string `json:"scenario"`
	// Theme is light, dark or auto. Empty: auto.
	Theme string `json:"theme"`
	// Layers are the ids of the layers that are on, ScenarioLayers those that are on while a
	// scenario is selected.
	Layers         []string `json:"layers"`
	ScenarioLayers []string `json:"scenario_layers"`
	// Headline, ShortHeadline (for pages narrower than 640 CSS pixels) and Sentence replace the
	// map's own texts, by language. A language that is missing keeps the map's own.
	Headline      map[string]string `json:"headline"`
	ShortHeadline map[string]string `json:"short_headline"`
	Sentence      map[string]string `json:"sentence"`
	// Hide lists the parts to leave out: "headline", "sentence", "figures".
	Hide []string `json:"hide"`
	// Figures are the figures shown beside the headline, in order.
	Figures []OpeningFigure `json:"figures"`
}

// OpeningFigure is a figure beside the headline: either the share of Area that Russian forces
// control, or the size of the land of Withdrawal, the id of a shape.
type OpeningFigure struct {
	Area       string `json:"area"`
	Withdrawal string `json:"withdrawal"`
	// Room is the minimum width of the page at which the figure is shown: "any", "phone" (360 CSS
	// pixels) or "wide" (640). Empty: any.
	Room string `json:"room"`
}

// Key returns the last part of the figure's text key, "figure.KEY".
func (f OpeningFigure) Key() string {
	if f.Withdrawal != "" {
		return f.Withdrawal
	}
	return strings.ToLower(f.Area)
}

// Tab is one of the tabs above the map. Its text key is "tab.ID".
type Tab struct {
	ID string `json:"id"`
	// Scenario is the id of the scenario that the tab selects. Empty: none.
	Scenario string `json:"scenario"`
	// Layers overrides whether layers are on (true) or off (false) by default.
	Layers map[string]bool `json:"layers"`
	// Topics are the topics of the statements shown with the tab.
	Topics []string `json:"topics"`
}

// LayerOnByDefault reports whether a layer is on unless the reader switches it, with or without a
// scenario selected.
func (s *Story) LayerOnByDefault(layer string, scenario bool) bool {
	if scenario {
		return slices.Contains(s.Default.ScenarioLayers, layer)
	}
	return slices.Contains(s.Default.Layers, layer)
}

// Hides reports whether the editor leaves a part of the opening out.
func (s *Story) Hides(part string) bool { return slices.Contains(s.Default.Hide, part) }

// The values of Default.Hide and OpeningFigure.Room.
var (
	hideableParts = []string{"headline", "sentence", "figures"}
	roomValues    = []string{"", "any", "phone", "wide"}
)

// Maximum lengths of the opening's texts in characters. The page reserves a fixed number of lines
// for each, at every width.
const (
	maxHeadlineLength      = 110
	maxShortHeadlineLength = 70
	maxSentenceLength      = 330
)

func (c *checker) checkDefault() {
	opening := &c.story.Default
	if _, ok := c.story.Date(opening.Date); opening.Date != "" && !ok {
		c.addProblem("/default/date", fmt.Sprintf("there is no date %q", opening.Date),
			"use one of dates, or leave it empty")
	}
	if !slices.Contains([]string{"", "auto", "light", "dark"}, opening.Theme) {
		c.addProblem("/default/theme", fmt.Sprintf("%q is no theme", opening.Theme),
			"use light, dark or auto")
	}
	if scenario, ok := c.story.Scenario(opening.Scenario); opening.Scenario != "" &&
		(!ok || scenario.Overlay) {
		c.addProblem("/default/scenario",
			fmt.Sprintf("there is no scenario %q to choose", opening.Scenario),
			"use the id of a scenario that is no overlay")
	}
	for i, id := range opening.Layers {
		c.checkLayerID(joinPath("default", "layers", i), id)
	}
	for i, id := range opening.ScenarioLayers {
		c.checkLayerID(joinPath("default", "scenario_layers", i), id)
	}
	for i, part := range opening.Hide {
		if !slices.Contains(hideableParts, part) {
			c.addProblem(joinPath("default", "hide", i), fmt.Sprintf("%q cannot be hidden", part),
				fmt.Sprintf("use some of %v", hideableParts))
		}
	}
	c.checkOpeningTexts("headline", opening.Headline, maxHeadlineLength)
	c.checkOpeningTexts("short_headline", opening.ShortHeadline, maxShortHeadlineLength)
	c.checkOpeningTexts("sentence", opening.Sentence, maxSentenceLength)
	c.checkOpeningFigures()
	c.checkTabs()
}

func (c *checker) checkOpeningTexts(name string, texts map[string]string, maxLength int) {
	for lang, text := range texts {
		if length := utf8.RuneCountInString(text); length > maxLength {
			c.addProblem(joinPath("default", name, lang),
				fmt.Sprintf("%d characters, and there is room for %d", length, maxLength),
				"shorten it")
		}
	}
}

func (c *checker) checkOpeningFigures() {
	for i, figure := range c.story.Default.Figures {
		path := joinPath("default", "figures", i)
		switch {
		case (figure.Area == "") == (figure.Withdrawal == ""):
			c.addProblem(path, "neither one area nor one withdrawal", "name one of the two")
		case figure.Withdrawal != "":
			if _, ok := c.story.WithdrawalShape(figure.Withdrawal); !ok {
				c.addProblem(path+"/withdrawal",
					fmt.Sprintf("there is no withdrawal %q", figure.Withdrawal),
					"use the id of a shape that has one")
			}
		}
		if !slices.Contains(roomValues, figure.Room) {
			c.addProblem(path+"/room", fmt.Sprintf("%q is no room", figure.Room),
				"use any, phone or wide")
		}
	}
}

func (c *checker) checkTabs() {
	seen := map[string]bool{}
	for i, tab := range c.story.Tabs {
		path := joinPath("tabs", i)
		c.checkID(path, tab.ID, seen)
		if scenario, ok := c.story.Scenario(tab.Scenario); tab.Scenario != "" &&
			(!ok || scenario.Overlay) {
			c.addProblem(path+"/scenario",
				fmt.Sprintf("there is no scenario %q to choose", tab.Scenario),
				"use the id of a scenario that is no overlay")
		}
		for id := range tab.Layers {
			c.checkLayerID(path+"/layers/"+id, id)
		}
	}
}

// openingKeys returns the keys of the texts of figures and tabs.
func (s *Story) openingKeys() []string {
	var keys []string
	for _, figure := range s.Default.Figures {
		keys = append(keys, "figure."+figure.Key())
	}
	for _, tab := range s.Tabs {
		keys = append(keys, "tab."+tab.ID)
	}
	return keys
}

// Withdrawal is land that the forces of one side would leave under a scenario.
type Withdrawal struct {
	Scenario string `json:"scenario"`
	// Oblasts are codes of oblasts. Empty: all oblasts in which land changes sides.
	Oblasts []string `json:"oblasts"`
	// From is the side whose forces would leave: "government" or "held".
	From string `json:"from"`
}

// WithdrawalShape returns the shape with an id, if it has a withdrawal.
func (s *Story) WithdrawalShape(id string) (Shape, bool) {
	for _, shape := range s.WithdrawalShapes() {
		if shape.ID == id {
			return shape, true
		}
	}
	return Shape{}, false
}

// WithdrawalShapes returns all shapes that have a withdrawal.
func (s *Story) WithdrawalShapes() []Shape {
	var out []Shape
	for _, layer := range s.Layers {
		for _, shape := range layer.Shapes {
			if shape.Withdrawal.Scenario != "" {
				out = append(out, shape)
			}
		}
	}
	return out
}

func (c *checker) checkWithdrawal(path string, withdrawal Withdrawal) {
	if withdrawal.Scenario == "" && withdrawal.From == "" {
		return
	}
	if scenario, ok := c.story.Scenario(withdrawal.Scenario); !ok || scenario.Overlay {
		c.addProblem(path+"/scenario", fmt.Sprintf("there is no scenario %q", withdrawal.Scenario),
			"use the id of a scenario")
	}
	if withdrawal.From != ClassHeld && withdrawal.From != ClassGovernment {
		c.addProblem(path+"/from", fmt.Sprintf("%q is no side", withdrawal.From),
			"use government or held")
	}
}
