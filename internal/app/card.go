package app

import (
	"slices"
	"strings"

	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// territories are the held and contested shapes that every date may have; others stand in the figures of their date.
var territories = []string{"held-2014-crimea", "held-2014-donbas", "held-2022", "contested"}

// isTerritory says whether an id is that of a held or contested shape.
func (a *App) isTerritory(id string) bool {
	if _, ok := a.day().class(id); ok || slices.Contains(territories, id) {
		return true
	}
	return slices.ContainsFunc(a.under, func(h scene.Hit) bool {
		return h.ID == id && (h.Kind == scene.KindHeld || h.Kind == scene.KindContested)
	})
}

// territoryKind is held or contested.
func territoryKind(id string) scene.Kind {
	if strings.HasPrefix(id, "contested") {
		return scene.KindContested
	}
	return scene.KindHeld
}

// territoryText is the key of the glossary's words for a held or contested shape.
func territoryText(id string) string {
	switch {
	case strings.HasPrefix(id, "contested"):
		return shapeContested
	case strings.HasPrefix(id, "held-2014-crimea"):
		return shapeCrimea
	case strings.HasPrefix(id, "held-2014"):
		return shapeDonbas
	}
	return shapeHeld
}

// name is what a shape is called.
func (a *App) name(h scene.Hit) string {
	switch h.Kind {
	case scene.KindHeld, scene.KindContested:
		return a.words.Text(territoryText(h.Ref))
	case scene.KindHub:
		return a.hubName(h.Ref)
	case scene.KindWithdrawal:
		return a.words.Text(h.Ref)
	case kindContact:
		return a.words.Text("contact", "date", a.words.Date(a.state.Date))
	case kindCountry:
		return a.words.Text("country")
	}
	return a.world.FeatureName(h.ID, a.words.Lang)
}

// hubArea is the id of the area that stands for hubs of which no report names a city.
const hubArea = "area"

// hubSources are those that named a hub; false: there is no such hub.
func (a *App) hubSources(id string) ([]string, bool) {
	hubs := a.story.Hubs
	if hubs.IsArea() && id == hubArea {
		return hubs.Area.Sources, true
	}
	for _, h := range hubs.Places {
		if h.ID == id {
			return h.Sources, true
		}
	}
	return nil, false
}

func (a *App) hubName(id string) string {
	if a.story.Hubs.IsArea() {
		return a.words.Text("hubs")
	}
	for _, h := range a.story.Hubs.Places {
		if h.ID == id {
			return a.words.Text("hub.name", "town", a.world.FeatureName("town-"+h.Town, a.words.Lang))
		}
	}
	return ""
}

// card tells about what is selected; nil: nothing is.
func (a *App) card() *Card {
	h, ok := a.find(a.state.Select)
	if !ok {
		return nil
	}
	return a.cardOf(h)
}

// Lead returns the name of a shape and the sentence with which its card begins; both are empty where there is no card.
func (a *App) Lead(id string) (name, lead string) {
	h, ok := a.find(id)
	if !ok {
		return "", ""
	}
	c := a.cardOf(h)
	return c.Name, a.lead(h, c)
}

// spokenCard is what is read of a card when it opens: name, lead and, where that is a share, its range.
func (a *App) spokenCard(id string) string {
	h, ok := a.find(id)
	if !ok {
		return ""
	}
	c := a.cardOf(h)
	parts := []string{c.Name + ".", a.lead(h, c)}
	if c.Figure != nil && c.Figure.Range != "" {
		parts = append(parts, c.Figure.Range+".")
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// lead is the sentence with which a card begins, or that says what its figure does.
func (a *App) lead(h scene.Hit, c *Card) string {
	if c.Lead == "" && (h.Kind == kindCountry || h.Kind == scene.KindOblast) {
		if x, ok := a.day().area(h.Ref); ok {
			return a.areaLead(x)
		}
	}
	return c.Lead
}

func (a *App) cardOf(h scene.Hit) *Card {
	c := &Card{ID: h.ID, Name: a.name(h), Kind: a.kind(h), Rows: []Row{}, Times: []Row{}, Notes: []string{}, Sources: []Link{}, Others: a.others(h.ID)}
	switch h.Kind {
	case kindCountry, scene.KindOblast:
		a.areaCard(c, h.Ref)
	case scene.KindHeld, scene.KindContested:
		a.territoryCard(c, h.Ref)
	case scene.KindTown:
		a.townCard(c, h.Ref)
	case scene.KindHub:
		a.hubCard(c, h.Ref)
	case scene.KindWithdrawal:
		a.withdrawalCard(c, h.Ref)
	case kindContact:
		a.contactCard(c)
	case scene.KindReservoir:
		c.Sources = a.links([]string{"gshhg", "openstreetmap"})
	case scene.KindSea:
		c.Sources = a.links([]string{"gshhg", "openstreetmap", "natural-earth"})
	case scene.KindBridge:
		c.Sources = a.links([]string{"bridge-route"})
	default: // rivers, neighbours, seas: the name and where the shape comes from
		c.Sources = a.links([]string{"natural-earth"})
	}
	return c
}

// kind says in a word or two what a shape is.
func (a *App) kind(h scene.Hit) string {
	key := string(h.Kind)
	switch {
	case h.Kind == scene.KindTown:
		if t := a.town(h.Ref); t != nil && a.words.Has("kind."+t.kind) {
			key = t.kind
		}
	case h.Kind == scene.KindOblast && (h.Ref == "UA-30" || h.Ref == "UA-40"):
		key = "city"
	case h.Kind == scene.KindOblast && h.Ref == "UA-43":
		key = "republic"
	}
	return a.words.Text("kind." + key)
}

// others are what lay under the same tap.
func (a *App) others(id string) []Other {
	others := []Other{}
	for _, h := range a.under {
		if h.ID != id && !slices.ContainsFunc(others, func(o Other) bool { return o.ID == h.ID }) {
			others = append(others, Other{ID: h.ID, Name: a.name(h)})
		}
	}
	return others
}

func (c *Card) row(label, value string) { c.Rows = append(c.Rows, Row{label, value}) }

// holderSources are the sources of the date that is shown.
func (a *App) holderSources() []string { return a.storyDate().Sources() }

// areaCard tells about the country or an oblast.
func (a *App) areaCard(c *Card, id string) {
	w := a.words
	x, ok := a.day().area(id)
	if !ok {
		return
	}
	if x.High > 0 {
		c.Figure = a.shareFigure(x)
		c.row(w.Text(a.heldLabel("card.held-km2")), a.land(id, x.HeldKm2))
	} else {
		c.Lead = a.areaLead(x)
	}
	if x.ContestedKm2 > 0 {
		c.row(w.Text("disagree"), a.land(id, x.ContestedKm2))
	}
	c.row(w.Text("card.km2"), a.outline(x))
	a.zoneRows(c, id)
	a.withdrawalRows(c, id)
	for _, point := range a.points(id) {
		c.Times = append(c.Times, Row{point.Label, point.Text})
	}
	sources := a.holderSources()
	for _, s := range a.claims(id) {
		c.row(w.Text("card.claimed", "source", a.short(s.Sources)), a.statement(s))
		sources = append(sources, s.Sources...)
	}
	if sc := a.chosen(); sc != nil {
		sources = append(sources, sc.Rule(id).Sources...)
	}
	if id == "UA-43" || id == "UA-40" {
		shape, _ := a.story.Shape(shapeCrimea)
		c.Notes = append(c.Notes, w.Text(shapeCrimea)+".")
		sources = append(sources, shape.Sources...)
	}
	if slices.Contains(declaredAnnexed, id) && a.state.Date >= annexation {
		shape, _ := a.story.Shape(shapeHeld)
		c.Notes = append(c.Notes, w.Text("annexed-2022")+".")
		sources = append(sources, shape.Sources...)
	}
	c.Notes = append(c.Notes, a.areaNotes(x)...)
	c.Sources = a.links(append(sources, "natural-earth"))
}

// areaNotes say how an area's figures are meant.
func (a *App) areaNotes(x area) []string {
	var notes []string
	if x.High > 0 {
		notes = append(notes, a.words.Text("note.range"))
	}
	notes = append(notes, a.words.Text("note.land"))
	if a.storyDate().OneSource() {
		notes = append(notes, a.words.Text("one-source")+".")
	}
	return notes
}

// shareFigure is the share of an area that was held.
func (a *App) shareFigure(x area) *CardFigure {
	w := a.words
	f := &CardFigure{
		Value:  a.share(x),
		Label:  w.Text(a.heldLabel("figure.share"), "date", w.Date(a.state.Date)),
		Course: a.course(x.ID),
	}
	if x.Low != x.High {
		f.Range = w.Text("figure.range", "range", a.shareRange(x))
	}
	return f
}

// declaredAnnexed are the oblasts that Russia declared annexed, and annexation is the day.
var declaredAnnexed = []string{"UA-09", "UA-14", "UA-23", "UA-65"}

const annexation = "2022-09-30"

// heldLabel is the key for land held; before the full-scale invasion the holders were Russian or Russia-backed forces.
func (a *App) heldLabel(key string) string {
	if a.state.Date < invasion {
		return key + "-before"
	}
	return key
}

// areaLead is the card's sentence on who held an area.
func (a *App) areaLead(x area) string {
	w := a.words
	date := w.Date(a.state.Date)
	step := locale.ShareStep(x.Low, x.High)
	switch {
	case x.Share == 1:
		return w.Text(a.heldLabel("lead.all"), "date", date)
	case x.Share > 1-step:
		return w.Text(a.heldLabel("lead.most"), "date", date)
	case x.High == 0 && x.ContestedKm2 == 0:
		return w.Text("lead.none", "date", date)
	case x.Share < step:
		return w.Text("lead.little", "date", date)
	case x.ID == idCountry:
		return w.Text(a.heldLabel("lead.country"), "date", date, "share", a.share(x))
	}
	return w.Text(a.heldLabel("lead.share"), "date", date, "share", a.share(x))
}

// claims are the shares of an area that others claimed for the very date that is shown.
func (a *App) claims(id string) []story.Statement {
	return slices.DeleteFunc(a.story.About("control"), func(s story.Statement) bool { return s.Area != id || s.Date != a.state.Date })
}

// territoryCard tells about a held or contested shape.
func (a *App) territoryCard(c *Card, id string) {
	w := a.words
	if x, ok := a.day().class(id); ok {
		c.Figure = &CardFigure{
			Value: a.land(idCountry, x.Km2),
			Label: w.Text("figure.area", "date", w.Date(a.state.Date)),
		}
	}
	if x, ok := a.day().area(idCountry); ok {
		if territoryKind(id) == scene.KindContested {
			c.row(w.Text("card.contested-total"), a.land(idCountry, x.ContestedKm2))
		} else {
			c.row(w.Text("card.held-total"), w.Text("card.km2-share", "km2", a.land(idCountry, x.HeldKm2), "share", a.share(x)))
		}
	}
	if territoryKind(id) == scene.KindContested {
		c.Notes = append(c.Notes, w.Text("note.contested"))
	}
	shape, _ := a.story.Shape(territoryText(id))
	c.Notes = append(c.Notes, w.Text("note.drawn"))
	if a.storyDate().OneSource() {
		c.Notes = append(c.Notes, w.Text("one-source")+".")
	}
	c.Sources = a.links(append(a.holderSources(), shape.Sources...))
}

// townCard tells about a town: who held it is read from the table, not from the land around it.
func (a *App) townCard(c *Card, id string) {
	w := a.words
	t := a.town(id)
	if t == nil {
		return
	}
	if t.oblast == "" { // abroad: a name to find one's way by
		c.Sources = a.links([]string{"geonames"})
		return
	}
	c.Lead = a.holderText("lead.town-", id)
	oblast := a.world.FeatureName(t.oblast, w.Lang)
	if oblast != "" && oblast != c.Name {
		c.row(w.Text("card.oblast"), oblast)
	}
	c.Name = a.withFormerName(t, c.Name)
	if t.population > 0 {
		c.row(w.Text("card.population"), w.Text("card.about", "value", w.People(t.population)))
	}
	if a.storyDate().OneSource() {
		c.Notes = append(c.Notes, w.Text("one-source")+".")
	}
	c.Sources = a.links(append(a.holderSources(), "geonames"))
}

// holderText says who held a town: key and the holder, "lead.town-R". Nothing where the table does not know it.
func (a *App) holderText(key, town string) string {
	switch holder := a.day().holders[town]; holder {
	case "R":
		return a.words.Text(a.heldLabel(key+"r"), "date", a.words.Date(a.state.Date))
	case "G", "C":
		return a.words.Text(key+strings.ToLower(holder), "date", a.words.Date(a.state.Date))
	}
	return ""
}

// hubCard tells about a hub. All hubs' cards say the same but for the name.
func (a *App) hubCard(c *Card, id string) {
	w := a.words
	c.Lead = a.illustrative() + "."
	if !a.story.Hubs.IsArea() {
		c.Notes = append(c.Notes, a.hubsNote()+".")
	}
	c.Notes = append(c.Notes, w.Text("after-deal")+".")
	sources, _ := a.hubSources(id)
	sources = slices.Clone(sources)
	if l, ok := a.story.Layer(scene.LayerHubs); ok {
		for _, s := range a.told(l.Topic) {
			c.Notes = append(c.Notes, a.statement(s))
			sources = append(sources, s.Sources...)
		}
	}
	c.Sources = a.links(sources)
}

// contactCard tells about the line of contact.
func (a *App) contactCard(c *Card) {
	w := a.words
	c.Lead = w.Text("lead.contact")
	c.Figure = &CardFigure{
		Value: w.Length(a.day().LineKm),
		Label: w.Text("figure.length", "date", w.Date(a.state.Date)),
	}
	sources := a.holderSources()
	if l, ok := a.story.Layer(scene.LayerFreeze); ok && a.shows(l) {
		c.Notes = append(c.Notes, w.Text("note.freeze"))
		for _, s := range a.told(l.Topic) {
			c.Notes = append(c.Notes, a.statement(s))
			sources = append(sources, s.Sources...)
		}
	}
	c.Notes = append(c.Notes, w.Text("note.drawn"))
	c.Sources = a.links(sources)
}

// tip tells in a line what the pointer is over.
func (a *App) tip() *Tip {
	p := &a.pointing
	h, ok := a.find(p.id)
	if !p.on || !ok {
		return nil
	}
	t := &Tip{ID: h.ID, Name: a.name(h), X: p.x, Y: p.y}
	switch h.Kind {
	case scene.KindOblast:
		if x, ok := a.day().area(h.Ref); ok {
			t.Text = a.areaLead(x)
		}
	case scene.KindTown:
		t.Text = a.holderText("lead.town-", h.Ref)
	case scene.KindHub:
		t.Text = a.illustrative()
	case scene.KindWithdrawal:
		if x, ok := a.withdrawal(h.Ref); ok {
			t.Text = a.words.Text("card.about", "value", a.withdrawalSize(x))
		}
	case scene.KindHeld, scene.KindContested:
		oblast := a.world.OblastAt(a.picture.Camera.Unproject(p.x, p.y))
		t.Text = a.areaName(oblast)
	}
	return t
}
