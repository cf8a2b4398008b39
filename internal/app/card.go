package app

import (
	"slices"
	"strings"

	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// territories are the held and contested shapes that every date may have; others stand in the
// figures of their date.
var territories = []string{"held-2014-crimea", "held-2014-donbas", "held-2022", "contested"}

// isTerritory says whether an id is that of a held or contested shape.
func (a *App) isTerritory(id string) bool {
	if _, ok := a.dateData().territory(id); ok || slices.Contains(territories, id) {
		return true
	}
	return slices.ContainsFunc(a.tapHits, func(h scene.Hit) bool {
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

// territoryTextKey is the key of the glossary's words for a held or contested shape.
func territoryTextKey(id string) string {
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

// hitName is what a shape is called.
func (a *App) hitName(h scene.Hit) string {
	switch h.Kind {
	case scene.KindHeld, scene.KindContested:
		return a.locale.Text(territoryTextKey(h.Ref))
	case scene.KindHub:
		return a.hubName(h.Ref)
	case scene.KindWithdrawal:
		return a.locale.Text(h.Ref)
	case kindContact:
		return a.locale.Text("contact", "date", a.locale.Date(a.state.Date))
	case kindCountry:
		return a.locale.Text("country")
	}
	return a.world.FeatureName(h.ID, a.locale.Lang)
}

// hubAreaID is the id of the area that stands for hubs of which no report names a city.
const hubAreaID = "area"

// hubSources are those that named a hub; false: there is no such hub.
func (a *App) hubSources(id string) ([]string, bool) {
	hubs := a.story.Hubs
	if hubs.IsArea() && id == hubAreaID {
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
		return a.locale.Text("hubs")
	}
	for _, h := range a.story.Hubs.Places {
		if h.ID == id {
			return a.locale.Text("hub.name", "town",
				a.world.FeatureName("town-"+h.Town, a.locale.Lang))
		}
	}
	return ""
}

// selectedCard tells about what is selected; nil: nothing is.
func (a *App) selectedCard() *Card {
	h, ok := a.findShape(a.state.Select)
	if !ok {
		return nil
	}
	return a.newCard(h)
}

// CardLead returns the name of a shape and the sentence with which its card begins; both are empty
// where there is no card.
func (a *App) CardLead(id string) (name, lead string) {
	h, ok := a.findShape(id)
	if !ok {
		return "", ""
	}
	c := a.newCard(h)
	return c.Name, a.leadSentence(h, c)
}

// cardAnnouncement is what is read of a card when it opens: name, lead and, where that is a share,
// its range.
func (a *App) cardAnnouncement(id string) string {
	h, ok := a.findShape(id)
	if !ok {
		return ""
	}
	c := a.newCard(h)
	parts := []string{c.Name + ".", a.leadSentence(h, c)}
	if c.Figure != nil && c.Figure.Range != "" {
		parts = append(parts, c.Figure.Range+".")
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// leadSentence is the sentence with which a card begins, or that says what its figure does.
func (a *App) leadSentence(h scene.Hit, c *Card) string {
	if c.Lead == "" && (h.Kind == kindCountry || h.Kind == scene.KindOblast) {
		if x, ok := a.dateData().area(h.Ref); ok {
			return a.areaLead(x)
		}
	}
	return c.Lead
}

func (a *App) newCard(h scene.Hit) *Card {
	c := &Card{ID: h.ID, Name: a.hitName(h), Kind: a.kindLabel(h), Rows: []Row{}, Times: []Row{},
		Notes: []string{}, Sources: []Link{}, Others: a.otherShapes(h.ID)}
	switch h.Kind {
	case kindCountry, scene.KindOblast:
		a.fillAreaCard(c, h.Ref)
	case scene.KindHeld, scene.KindContested:
		a.fillTerritoryCard(c, h.Ref)
	case scene.KindTown:
		a.fillTownCard(c, h.Ref)
	case scene.KindHub:
		a.fillHubCard(c, h.Ref)
	case scene.KindWithdrawal:
		a.fillWithdrawalCard(c, h.Ref)
	case kindContact:
		a.fillContactCard(c)
	case scene.KindReservoir:
		c.Sources = a.sourceLinks([]string{"gshhg", "openstreetmap"})
	case scene.KindSea:
		c.Sources = a.sourceLinks([]string{"gshhg", "openstreetmap", "natural-earth"})
	case scene.KindBridge:
		c.Sources = a.sourceLinks([]string{"bridge-route"})
	default: // rivers, neighbours, seas: the name and where the shape comes from
		c.Sources = a.sourceLinks([]string{"natural-earth"})
	}
	return c
}

// kindLabel says in a word or two what a shape is.
func (a *App) kindLabel(h scene.Hit) string {
	key := string(h.Kind)
	switch {
	case h.Kind == scene.KindTown:
		if t := a.townByID(h.Ref); t != nil && a.locale.Has("kind."+t.kind) {
			key = t.kind
		}
	case h.Kind == scene.KindOblast && (h.Ref == "UA-30" || h.Ref == "UA-40"):
		key = "city"
	case h.Kind == scene.KindOblast && h.Ref == "UA-43":
		key = "republic"
	}
	return a.locale.Text("kind." + key)
}

// otherShapes are what lay under the same tap.
func (a *App) otherShapes(id string) []Other {
	others := []Other{}
	for _, h := range a.tapHits {
		if h.ID != id && !slices.ContainsFunc(others, func(o Other) bool { return o.ID == h.ID }) {
			others = append(others, Other{ID: h.ID, Name: a.hitName(h)})
		}
	}
	return others
}

func (c *Card) addRow(label, value string) { c.Rows = append(c.Rows, Row{label, value}) }

// dateSources are the sources of the date that is shown.
func (a *App) dateSources() []string { return a.activeDate().Sources() }

// fillAreaCard tells about the country or an oblast.
func (a *App) fillAreaCard(c *Card, id string) {
	w := a.locale
	x, ok := a.dateData().area(id)
	if !ok {
		return
	}
	if x.High > 0 {
		c.Figure = a.shareFigure(x)
		c.addRow(w.Text(a.heldTextKey("card.held-km2")), a.formatLandArea(id, x.HeldKm2))
	} else {
		c.Lead = a.areaLead(x)
	}
	if x.ContestedKm2 > 0 {
		c.addRow(w.Text("disagree"), a.formatLandArea(id, x.ContestedKm2))
	}
	c.addRow(w.Text("card.km2"), a.formatTotalArea(x))
	a.addZoneRows(c, id)
	a.addWithdrawalRows(c, id)
	for _, point := range a.sharePoints(id) {
		c.Times = append(c.Times, Row{point.Label, point.Text})
	}
	sources := a.dateSources()
	for _, s := range a.areaClaims(id) {
		c.addRow(w.Text("card.claimed", "source", a.shortSourceNames(s.Sources)),
			a.statementText(s))
		sources = append(sources, s.Sources...)
	}
	if sc := a.activeScenario(); sc != nil {
		sources = append(sources, sc.RuleFor(id).Sources...)
	}
	if id == "UA-43" || id == "UA-40" {
		shape, _ := a.story.Shape(shapeCrimea)
		c.Notes = append(c.Notes, w.Text(shapeCrimea)+".")
		sources = append(sources, shape.Sources...)
	}
	if slices.Contains(declaredAnnexed, id) && a.state.Date >= annexationDate {
		shape, _ := a.story.Shape(shapeHeld)
		c.Notes = append(c.Notes, w.Text("annexed-2022")+".")
		sources = append(sources, shape.Sources...)
	}
	c.Notes = append(c.Notes, a.areaNotes(x)...)
	c.Sources = a.sourceLinks(append(sources, "natural-earth"))
}

// areaNotes say how an area's figures are meant.
func (a *App) areaNotes(x areaFigures) []string {
	var notes []string
	if x.High > 0 {
		notes = append(notes, a.locale.Text("note.range"))
	}
	notes = append(notes, a.locale.Text("note.land"))
	if a.activeDate().HasOneSource() {
		notes = append(notes, a.locale.Text("one-source")+".")
	}
	return notes
}

// shareFigure is the share of an area that was held.
func (a *App) shareFigure(x areaFigures) *CardFigure {
	w := a.locale
	f := &CardFigure{
		Value:  a.formatShare(x),
		Label:  w.Text(a.heldTextKey("figure.share"), "date", w.Date(a.state.Date)),
		Course: a.sparkline(x.ID),
	}
	if x.Low != x.High {
		f.Range = w.Text("figure.range", "range", a.formatShareRange(x))
	}
	return f
}

// declaredAnnexed are the oblasts that Russia declared annexed, and annexation is the day.
var declaredAnnexed = []string{"UA-09", "UA-14", "UA-23", "UA-65"}

const annexationDate = "2022-09-30"

// heldTextKey is the key for land held; before the full-scale invasion the holders were Russian or
// Russia-backed forces.
func (a *App) heldTextKey(key string) string {
	if a.state.Date < invasionDate {
		return key + "-before"
	}
	return key
}

// areaLead is the card's sentence on who held an area.
func (a *App) areaLead(x areaFigures) string {
	w := a.locale
	date := w.Date(a.state.Date)
	step := locale.ShareStep(x.Low, x.High)
	switch {
	case x.Share == 1:
		return w.Text(a.heldTextKey("lead.all"), "date", date)
	case x.Share > 1-step:
		return w.Text(a.heldTextKey("lead.most"), "date", date)
	case x.High == 0 && x.ContestedKm2 == 0:
		return w.Text("lead.none", "date", date)
	case x.Share < step:
		return w.Text("lead.little", "date", date)
	case x.ID == idCountry:
		return w.Text(a.heldTextKey("lead.country"), "date", date, "share", a.formatShare(x))
	}
	return w.Text(a.heldTextKey("lead.share"), "date", date, "share", a.formatShare(x))
}

// areaClaims are the shares of an area that others claimed for the very date that is shown.
func (a *App) areaClaims(id string) []story.Statement {
	return slices.DeleteFunc(a.story.StatementsAbout("control"),
		func(s story.Statement) bool { return s.Area != id || s.Date != a.state.Date })
}

// fillTerritoryCard tells about a held or contested shape.
func (a *App) fillTerritoryCard(c *Card, id string) {
	w := a.locale
	if x, ok := a.dateData().territory(id); ok {
		c.Figure = &CardFigure{
			Value: a.formatLandArea(idCountry, x.Km2),
			Label: w.Text("figure.area", "date", w.Date(a.state.Date)),
		}
	}
	if x, ok := a.dateData().area(idCountry); ok {
		if territoryKind(id) == scene.KindContested {
			c.addRow(w.Text("card.contested-total"), a.formatLandArea(idCountry, x.ContestedKm2))
		} else {
			c.addRow(w.Text("card.held-total"),
				w.Text("card.km2-share", "km2", a.formatLandArea(idCountry, x.HeldKm2), "share",
					a.formatShare(x)))
		}
	}
	if territoryKind(id) == scene.KindContested {
		c.Notes = append(c.Notes, w.Text("note.contested"))
	}
	shape, _ := a.story.Shape(territoryTextKey(id))
	c.Notes = append(c.Notes, w.Text("note.drawn"))
	if a.activeDate().HasOneSource() {
		c.Notes = append(c.Notes, w.Text("one-source")+".")
	}
	c.Sources = a.sourceLinks(append(a.dateSources(), shape.Sources...))
}

// fillTownCard tells about a town: who held it is read from the table, not from the land around it.
func (a *App) fillTownCard(c *Card, id string) {
	w := a.locale
	t := a.townByID(id)
	if t == nil {
		return
	}
	if t.oblast == "" { // abroad: a name to find one's way by
		c.Sources = a.sourceLinks([]string{"geonames"})
		return
	}
	c.Lead = a.holderText("lead.town-", id)
	oblast := a.world.FeatureName(t.oblast, w.Lang)
	if oblast != "" && oblast != c.Name {
		c.addRow(w.Text("card.oblast"), oblast)
	}
	c.Name = a.withFormerName(t, c.Name)
	if t.population > 0 {
		c.addRow(w.Text("card.population"),
			w.Text("card.about", "value", w.Population(t.population)))
	}
	if a.activeDate().HasOneSource() {
		c.Notes = append(c.Notes, w.Text("one-source")+".")
	}
	c.Sources = a.sourceLinks(append(a.dateSources(), "geonames"))
}

// holderText says who held a town: key and the holder, "lead.town-R". Nothing where the table does
// not know it.
func (a *App) holderText(key, town string) string {
	switch holder := a.dateData().holders[town]; holder {
	case "R":
		return a.locale.Text(a.heldTextKey(key+"r"), "date", a.locale.Date(a.state.Date))
	case "G", "C":
		return a.locale.Text(key+strings.ToLower(holder), "date", a.locale.Date(a.state.Date))
	}
	return ""
}

// fillHubCard tells about a hub. All hubs' cards say the same but for the name.
func (a *App) fillHubCard(c *Card, id string) {
	w := a.locale
	c.Lead = a.illustrativeNote() + "."
	if !a.story.Hubs.IsArea() {
		c.Notes = append(c.Notes, a.hubsNote()+".")
	}
	c.Notes = append(c.Notes, w.Text("after-deal")+".")
	sources, _ := a.hubSources(id)
	sources = slices.Clone(sources)
	if l, ok := a.story.Layer(scene.LayerHubs); ok {
		for _, s := range a.statementsOn(l.Topic) {
			c.Notes = append(c.Notes, a.statementText(s))
			sources = append(sources, s.Sources...)
		}
	}
	c.Sources = a.sourceLinks(sources)
}

// fillContactCard tells about the line of contact.
func (a *App) fillContactCard(c *Card) {
	w := a.locale
	c.Lead = w.Text("lead.contact")
	c.Figure = &CardFigure{
		Value: w.Length(a.dateData().LineKm),
		Label: w.Text("figure.length", "date", w.Date(a.state.Date)),
	}
	sources := a.dateSources()
	if l, ok := a.story.Layer(scene.LayerFreeze); ok && a.layerVisible(l) {
		c.Notes = append(c.Notes, w.Text("note.freeze"))
		for _, s := range a.statementsOn(l.Topic) {
			c.Notes = append(c.Notes, a.statementText(s))
			sources = append(sources, s.Sources...)
		}
	}
	c.Notes = append(c.Notes, w.Text("note.drawn"))
	c.Sources = a.sourceLinks(sources)
}

// hoverTip tells in a line what the pointer is over.
func (a *App) hoverTip() *Tip {
	p := &a.hover
	h, ok := a.findShape(p.id)
	if !p.active || !ok {
		return nil
	}
	t := &Tip{ID: h.ID, Name: a.hitName(h), X: p.x, Y: p.y}
	switch h.Kind {
	case scene.KindOblast:
		if x, ok := a.dateData().area(h.Ref); ok {
			t.Text = a.areaLead(x)
		}
	case scene.KindTown:
		t.Text = a.holderText("lead.town-", h.Ref)
	case scene.KindHub:
		t.Text = a.illustrativeNote()
	case scene.KindWithdrawal:
		if x, ok := a.withdrawalArea(h.Ref); ok {
			t.Text = a.locale.Text("card.about", "value", a.formatWithdrawalArea(x))
		}
	case scene.KindHeld, scene.KindContested:
		oblast := a.world.OblastAt(a.picture.Camera.Unproject(p.x, p.y))
		t.Text = a.areaName(oblast)
	}
	return t
}
