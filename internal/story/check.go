package story

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"truceline/internal/isodate"
)

// Check returns everything that is wrong within the document: ids, references, kinds, dates,
// statements without a source. It cannot see towns and texts.
func (s *Story) Check() Problems {
	c := checker{story: s, sources: map[string]bool{}}
	for _, x := range s.Sources {
		c.sources[x.ID] = true
	}
	c.checkSources()
	c.checkPublisher()
	c.checkDates()
	c.checkDefault()
	c.checkLayers()
	c.checkHubs()
	c.checkHedges()
	c.checkStatements()
	c.checkClaims()
	c.checkPublished()
	c.checkScenarios()
	c.checkSteps()
	return c.problems
}

// CheckTowns returns a problem for each hub whose town is not among the ids of towns.csv.
func (s *Story) CheckTowns(isTown func(id string) bool) Problems {
	c := checker{story: s}
	for i, h := range s.Hubs.Places {
		if !isTown(h.Town) {
			c.addProblem(joinPath("hubs", "places", i, "town"),
				fmt.Sprintf("there is no town %q", h.Town), "use an id of towns.csv")
		}
	}
	return c.problems
}

type checker struct {
	story    *Story
	sources  map[string]bool
	problems Problems
}

func (c *checker) addProblem(path, rule, advice string) {
	c.problems = append(c.problems, Problem{File: File, Path: path, Rule: rule, Advice: advice})
}

// joinPath joins the steps of a path.
func joinPath(steps ...any) string {
	var b strings.Builder
	for _, s := range steps {
		fmt.Fprintf(&b, "/%v", s)
	}
	return b.String()
}

// checkID checks that an id is a plain word and stands once in a list.
func (c *checker) checkID(path, id string, seen map[string]bool) {
	plain := id != "" && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
	switch {
	case !plain:
		c.addProblem(path+"/id", fmt.Sprintf("%q is no id", id),
			"use small letters, digits and hyphens")
	case seen[id]:
		c.addProblem(path+"/id", fmt.Sprintf("the id %q stands there twice", id), "choose another")
	}
	seen[id] = true
}

// checkSourceIDs checks that each id is that of a source.
func (c *checker) checkSourceIDs(path string, ids []string) {
	for i, id := range ids {
		if !c.sources[id] {
			c.addProblem(path+"/"+strconv.Itoa(i), fmt.Sprintf("there is no source %q", id),
				"add it to sources, or name another")
		}
	}
}

// checkStatement checks what every statement needs: a kind and a source.
func (c *checker) checkStatement(path string, kind Kind, sources []string, dated bool) {
	if !slices.Contains(Kinds(), kind) {
		c.addProblem(path+"/kind", fmt.Sprintf("%q is no kind of statement", kind),
			fmt.Sprintf("use one of %v", Kinds()))
	}
	if len(sources) == 0 && !dated {
		c.addProblem(path+"/sources", "a statement without a source",
			"name the id of at least one source")
	}
	c.checkSourceIDs(path+"/sources", sources)
}

// checkDay checks a date; an empty one is allowed where optional.
func (c *checker) checkDay(path, day string, optional bool) {
	if day == "" && optional {
		return
	}
	if _, err := isodate.ParseDate(day); err != nil {
		c.addProblem(path, fmt.Sprintf("%q is no date", day),
			"write year, month and day as 2026-01-06")
	}
}

func (c *checker) checkSources() {
	seen := map[string]bool{}
	for i, x := range c.story.Sources {
		path := joinPath("sources", i)
		c.checkID(path, x.ID, seen)
		if x.Publisher == "" || x.What == "" {
			c.addProblem(path, "a source without publisher or what was taken",
				"fill in publisher and what")
		}
		for j, a := range x.Addresses {
			if !isAddress(a) {
				c.addProblem(path+"/addresses/"+strconv.Itoa(j), fmt.Sprintf("%q is no address", a),
					"begin with https://, or leave it out")
			}
		}
	}
	c.checkSourceIDs("/credit", c.story.Credit)
}

// maxPublisherLength is what a line of a saved picture has room for, in characters.
const maxPublisherLength = 40

func (c *checker) checkPublisher() {
	p := c.story.Publisher
	if n := utf8.RuneCountInString(p.Name); n > maxPublisherLength {
		c.addProblem("/publisher/name",
			fmt.Sprintf("%d characters, and there is room for %d", n, maxPublisherLength),
			"shorten it")
	}
	if p.Address != "" && !isAddress(p.Address) {
		c.addProblem("/publisher/address", fmt.Sprintf("%q is no address", p.Address),
			"begin with https://, or leave it empty")
	}
}

func isAddress(text string) bool {
	return strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://")
}

func (c *checker) checkDates() {
	if len(c.story.Dates) == 0 {
		c.addProblem("/dates", "there is no date", "add one")
	}
	last := ""
	for i, d := range c.story.Dates {
		path := joinPath("dates", i)
		c.checkDay(path+"/id", d.ID, false)
		if d.ID <= last {
			c.addProblem(path+"/id", fmt.Sprintf("%s does not come after %s", d.ID, last),
				"put the dates in order, each once")
		}
		last = d.ID
		if len(d.Holders) == 0 {
			c.addProblem(path+"/holders", "a statement without a source",
				"name the sources from which the holders were read")
		}
		c.checkSourceIDs(path+"/holders", d.Holders)
		c.checkSourceIDs(path+"/checked", d.Checked)
		if d.Maps < 1 || d.Maps > len(d.Sources()) {
			c.addProblem(path+"/maps", fmt.Sprintf("%d maps from %d sources", d.Maps,
				len(d.Sources())), "count the maps among holders and checked")
		}
		if d.From != FromSettlements && d.From != FromImport {
			c.addProblem(path+"/from", fmt.Sprintf("%q is unknown", d.From),
				"write settlements or import")
		}
	}
}

func (c *checker) checkLayers() {
	seen, shapes := map[string]bool{}, map[string]bool{}
	topics := map[string]bool{}
	for _, x := range c.story.Statements {
		topics[x.Topic] = true
	}
	for i, l := range c.story.Layers {
		path := joinPath("layers", i)
		c.checkID(path, l.ID, seen)
		c.checkDay(path+"/not_before", l.NotBefore, true)
		if l.Topic != "" && !topics[l.Topic] {
			c.addProblem(path+"/topic", fmt.Sprintf("no statement is about %q", l.Topic),
				"use the topic of a statement, or leave it out")
		}
		if l.Switch && (len(l.Shapes) != 1 || !l.Legend) {
			c.addProblem(path+"/switch", "a switch without one line of the legend",
				"give the layer one shape and legend: true, or no switch")
		}
		for j, shape := range l.Shapes {
			path := path + "/shapes/" + strconv.Itoa(j)
			c.checkID(path, shape.ID, shapes)
			c.checkStatement(path, shape.Kind, shape.Sources, shape.Dated)
			c.checkWithdrawal(path+"/withdrawal", shape.Withdrawal)
			if shape.Kind == Proposal && l.NotBefore == "" {
				c.addProblem(path+"/kind", "a proposal on a layer that shows on any date",
					"give the layer not_before, the day of the proposal")
			}
		}
	}
}

func (c *checker) checkHubs() {
	h := c.story.Hubs
	c.checkHubArea(h.Area)
	if len(h.Places) > 0 || h.Area.Km > 0 {
		c.checkDay("/hubs/date", h.Date, false)
	}
	seen := map[string]bool{}
	for i, place := range h.Places {
		path := joinPath("hubs", "places", i)
		c.checkID(path, place.ID, seen)
		c.checkStatement(path, Proposal, place.Sources, false)
	}
}

// checkHubArea checks the area that stands for hubs without a place.
func (c *checker) checkHubArea(area HubArea) {
	path := joinPath("hubs", "area")
	if area.Km == 0 {
		if area.Lon != 0 || area.Lat != 0 || len(area.Sources) > 0 {
			c.addProblem(path+"/km", "an area without a size",
				"give its radius in km, or leave the area out")
		}
		return
	}
	if !(area.Km >= 20 && area.Km <= 300) {
		c.addProblem(path+"/km", fmt.Sprintf("a radius of %v km", area.Km), "write 20 to 300")
	}
	if !(area.Lon >= 22 && area.Lon <= 41 && area.Lat >= 44 && area.Lat <= 53) {
		c.addProblem(path, fmt.Sprintf("%v east, %v north is not in Ukraine", area.Lon, area.Lat),
			"write lon and lat in degrees, as of its middle")
	}
	c.checkStatement(path, Proposal, area.Sources, false)
}

func (c *checker) checkHedges() {
	for _, word := range slices.Sorted(maps.Keys(c.story.Hedges)) {
		h := c.story.Hedges[word]
		share := h.PlusMinus == 0 && h.Low >= 0 && h.Low < h.High && h.High <= 1
		width := h.PlusMinus > 0 && h.PlusMinus < 1 && h.Low == 0 && h.High == 0
		if !share && !width {
			c.addProblem(joinPath("hedges", word), "is no interval",
				"give either plus_minus, or low and high, as fractions")
		}
	}
}

func (c *checker) checkStatements() {
	seen := map[string]bool{}
	for i, x := range c.story.Statements {
		path := joinPath("statements", i)
		c.checkID(path, x.ID, seen)
		c.checkStatement(path, x.Kind, x.Sources, false)
		if _, err := isodate.ParseMonth(x.Date); err != nil { // some reports name a month only
			c.checkDay(path+"/date", x.Date, false)
		}
		if x.Topic == "" {
			c.addProblem(path+"/topic", "a statement without a topic", "say what it is about")
		}
		c.checkClaim(path, x)
	}
}

// checkClaim checks a statement that claims a share of an area.
func (c *checker) checkClaim(path string, x Statement) {
	if x.Area == "" {
		if x.Hedge != "" || x.Share != 0 {
			c.addProblem(path+"/area", "a share of nothing",
				"name the area, UA or an oblast such as UA-14")
		}
		return
	}
	if x.Area != "UA" && !(len(x.Area) == 5 && strings.HasPrefix(x.Area, "UA-")) {
		c.addProblem(path+"/area", fmt.Sprintf("%q is no area", x.Area),
			"write UA, or an oblast such as UA-14")
	}
	if x.Share < 0 || x.Share > 1 {
		c.addProblem(path+"/share", fmt.Sprintf("%v is no share", x.Share),
			"write a fraction: 0.75 for 75 %")
	}
	h, known := c.story.Hedges[x.Hedge]
	switch {
	case x.Hedge != "" && !known:
		c.addProblem(path+"/hedge", fmt.Sprintf("there is no hedge %q", x.Hedge),
			"add it to hedges, or use another")
	case x.Share == 0 && h.High == 0:
		c.addProblem(path+"/share", "neither a share nor a word that names one",
			"give share, or a hedge with low and high")
	case x.Share != 0 && h.High != 0:
		c.addProblem(path+"/hedge", "both a share and a word that names one",
			"drop share, or use a hedge with plus_minus")
	}
}
