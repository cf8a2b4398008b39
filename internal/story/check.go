package story

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"truceline/internal/diag"
	"truceline/internal/isodate"
)

// Check returns all problems within the document: invalid ids, references, kinds and dates, and
// statements without a source. CheckTowns and CheckOblasts compare it with other files.
func (s *Story) Check() diag.List {
	c := checker{story: s, sources: map[string]bool{}}
	for _, source := range s.Sources {
		c.sources[source.ID] = true
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
func (s *Story) CheckTowns(isTown func(id string) bool) diag.List {
	c := checker{story: s}
	for i, hub := range s.Hubs.Places {
		if !isTown(hub.Town) {
			c.addProblem(joinPath("hubs", "places", i, "town"),
				fmt.Sprintf("there is no town %q", hub.Town), "use an id of towns.csv")
		}
	}
	return c.problems
}

type checker struct {
	story    *Story
	sources  map[string]bool
	problems diag.List
}

func (c *checker) addProblem(path, detail, advice string) {
	c.problems = append(c.problems, &diag.Diagnostic{File: File, Place: path, Detail: detail,
		Advice: advice})
}

// joinPath joins steps as in Diagnostic.Place: "/layers/1".
func joinPath(steps ...any) string {
	var b strings.Builder
	for _, s := range steps {
		fmt.Fprintf(&b, "/%v", s)
	}
	return b.String()
}

// checkID checks that an id consists of plain letters, digits and hyphens and is unique in its
// list.
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

// checkSourceIDs checks that each id names a source.
func (c *checker) checkSourceIDs(path string, ids []string) {
	for i, id := range ids {
		if !c.sources[id] {
			c.addProblem(path+"/"+strconv.Itoa(i), fmt.Sprintf("there is no source %q", id),
				"add it to sources, or name another")
		}
	}
}

// checkStatement checks that a statement has a valid kind and, unless it is dated, a source.
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

// checkDay checks a date. It may be empty if it is optional.
func (c *checker) checkDay(path, day string, optional bool) {
	if day == "" && optional {
		return
	}
	if !isodate.IsDate(day) {
		c.addProblem(path, fmt.Sprintf("%q is no date", day),
			"write year, month and day as 2026-01-06")
	}
}

func (c *checker) checkSources() {
	seen := map[string]bool{}
	for i, source := range c.story.Sources {
		path := joinPath("sources", i)
		c.checkID(path, source.ID, seen)
		if source.Publisher == "" || source.What == "" {
			c.addProblem(path, "a source without publisher or what was taken",
				"fill in publisher and what")
		}
		for j, address := range source.Addresses {
			if !isAddress(address) {
				c.addProblem(path+"/addresses/"+strconv.Itoa(j),
					fmt.Sprintf("%q is no address", address),
					"begin with https://, or leave it out")
			}
		}
	}
	c.checkSourceIDs("/credit", c.story.Credit)
}

// maxPublisherLength is the longest name, in characters, that a line of a saved picture has room
// for.
const maxPublisherLength = 40

func (c *checker) checkPublisher() {
	publisher := c.story.Publisher
	if n := utf8.RuneCountInString(publisher.Name); n > maxPublisherLength {
		c.addProblem("/publisher/name",
			fmt.Sprintf("%d characters, and there is room for %d", n, maxPublisherLength),
			"shorten it")
	}
	if publisher.Address != "" && !isAddress(publisher.Address) {
		c.addProblem("/publisher/address", fmt.Sprintf("%q is no address", publisher.Address),
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
	for i, date := range c.story.Dates {
		path := joinPath("dates", i)
		c.checkDay(path+"/id", date.ID, false)
		if date.ID <= last {
			c.addProblem(path+"/id", fmt.Sprintf("%s does not come after %s", date.ID, last),
				"put the dates in order, each once")
		}
		last = date.ID
		if len(date.Holders) == 0 {
			c.addProblem(path+"/holders", "a statement without a source",
				"name the sources from which the holders were read")
		}
		c.checkSourceIDs(path+"/holders", date.Holders)
		c.checkSourceIDs(path+"/checked", date.Checked)
		if date.Maps < 1 || date.Maps > len(date.Sources()) {
			c.addProblem(path+"/maps", fmt.Sprintf("%d maps from %d sources", date.Maps,
				len(date.Sources())), "count the maps among holders and checked")
		}
		if date.From != FromSettlements && date.From != FromImport {
			c.addProblem(path+"/from", fmt.Sprintf("%q is unknown", date.From),
				"write settlements or import")
		}
	}
}

func (c *checker) checkLayers() {
	seen, shapes, points := map[string]bool{}, map[string]bool{}, map[string]bool{}
	topics := map[string]bool{}
	for _, statement := range c.story.Statements {
		topics[statement.Topic] = true
	}
	for i, layer := range c.story.Layers {
		path := joinPath("layers", i)
		c.checkID(path, layer.ID, seen)
		c.checkDay(path+"/not_before", layer.NotBefore, true)
		if layer.Topic != "" && !topics[layer.Topic] {
			c.addProblem(path+"/topic", fmt.Sprintf("no statement is about %q", layer.Topic),
				"use the topic of a statement, or leave it out")
		}
		if layer.Switch && (len(layer.Shapes) != 1 || !layer.Legend) {
			c.addProblem(path+"/switch", "a switch without one line of the legend",
				"give the layer one shape and legend: true, or no switch")
		}
		for j, shape := range layer.Shapes {
			shapePath := path + "/shapes/" + strconv.Itoa(j)
			c.checkID(shapePath, shape.ID, shapes)
			c.checkStatement(shapePath, shape.Kind, shape.Sources, shape.Dated)
			c.checkWithdrawal(shapePath+"/withdrawal", shape.Withdrawal)
			c.checkPoints(shapePath+"/points", shape.Points, points)
			if shape.Kind == Proposal && layer.NotBefore == "" {
				c.addProblem(shapePath+"/kind", "a proposal on a layer that shows on any date",
					"give the layer not_before, the day of the proposal")
			}
		}
	}
}

// checkPoints checks the points of a shape. Their ids are unique in the story.
func (c *checker) checkPoints(path string, points []Point, seen map[string]bool) {
	for i, point := range points {
		pointPath := path + "/" + strconv.Itoa(i)
		c.checkID(pointPath, point.ID, seen)
		c.checkPosition(pointPath, point.Lon, point.Lat)
		if len(point.Sources) == 0 {
			c.addProblem(pointPath+"/sources", "a statement without a source",
				"name the id of at least one source")
		}
		c.checkSourceIDs(pointPath+"/sources", point.Sources)
	}
}

// checkPosition checks that a position in degrees is in or near Ukraine.
func (c *checker) checkPosition(path string, lon, lat float64) {
	if !(lon >= 22 && lon <= 41 && lat >= 44 && lat <= 53) {
		c.addProblem(path, fmt.Sprintf("%v east, %v north is not in Ukraine", lon, lat),
			"write lon and lat in degrees, as of its middle")
	}
}

func (c *checker) checkHubs() {
	hubs := c.story.Hubs
	c.checkHubArea(hubs.Area)
	if len(hubs.Places) > 0 || hubs.Area.Km > 0 {
		c.checkDay("/hubs/date", hubs.Date, false)
	}
	seen := map[string]bool{}
	for i, hub := range hubs.Places {
		path := joinPath("hubs", "places", i)
		c.checkID(path, hub.ID, seen)
		c.checkStatement(path, Proposal, hub.Sources, false)
	}
}

// checkHubArea checks the area that is drawn if no hub has a place.
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
	c.checkPosition(path, area.Lon, area.Lat)
	c.checkStatement(path, Proposal, area.Sources, false)
}

func (c *checker) checkHedges() {
	for _, word := range slices.Sorted(maps.Keys(c.story.Hedges)) {
		hedge := c.story.Hedges[word]
		share := hedge.PlusMinus == 0 && hedge.Low >= 0 && hedge.Low < hedge.High && hedge.High <= 1
		width := hedge.PlusMinus > 0 && hedge.PlusMinus < 1 && hedge.Low == 0 && hedge.High == 0
		if !share && !width {
			c.addProblem(joinPath("hedges", word), "is no interval",
				"give either plus_minus, or low and high, as fractions")
		}
	}
}

func (c *checker) checkStatements() {
	seen := map[string]bool{}
	for i, statement := range c.story.Statements {
		path := joinPath("statements", i)
		c.checkID(path, statement.ID, seen)
		c.checkStatement(path, statement.Kind, statement.Sources, false)
		// Some reports name a month only.
		if _, err := isodate.ParseMonth(statement.Date); err != nil {
			c.checkDay(path+"/date", statement.Date, false)
		}
		if statement.Topic == "" {
			c.addProblem(path+"/topic", "a statement without a topic", "say what it is about")
		}
		c.checkClaim(path, statement)
	}
}

// checkClaim checks the area, share and hedge of a statement.
func (c *checker) checkClaim(path string, statement Statement) {
	if statement.Area == "" {
		if statement.Hedge != "" || statement.Share != 0 {
			c.addProblem(path+"/area", "a share of nothing",
				"name the area, UA or an oblast such as UA-14")
		}
		return
	}
	if statement.Area != "UA" &&
		!(len(statement.Area) == 5 && strings.HasPrefix(statement.Area, "UA-")) {
		c.addProblem(path+"/area", fmt.Sprintf("%q is no area", statement.Area),
			"write UA, or an oblast such as UA-14")
	}
	if statement.Share < 0 || statement.Share > 1 {
		c.addProblem(path+"/share", fmt.Sprintf("%v is no share", statement.Share),
			"write a fraction: 0.75 for 75 %")
	}
	hedge, known := c.story.Hedges[statement.Hedge]
	switch {
	case statement.Hedge != "" && !known:
		c.addProblem(path+"/hedge", fmt.Sprintf("there is no hedge %q", statement.Hedge),
			"add it to hedges, or use another")
	case statement.Share == 0 && hedge.High == 0:
		c.addProblem(path+"/share", "neither a share nor a word that names one",
			"give share, or a hedge with low and high")
	case statement.Share != 0 && hedge.High != 0:
		c.addProblem(path+"/hedge", "both a share and a word that names one",
			"drop share, or use a hedge with plus_minus")
	}
}
