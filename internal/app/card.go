package app

import (
	"slices"
	"strings"

	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// territories lists the ids of held and contested shapes that any date may have. A date's figures
// may have others.
var territories = []string{"held-2014-crimea", "held-2014-donbas", "held-2022", "contested"}

// isTerritory reports whether an id is that of a held or contested shape.
func (a *App) isTerritory(id string) bool {
	if _, ok := a.dateData().Class(id); ok || slices.Contains(territories, id) {
		return true
	}
	return slices.ContainsFunc(a.tapHits, func(h scene.Hit) bool {
		return h.ID == id && (h.Kind == scene.KindHeld || h.Kind == scene.KindContested)
	})
}

// territoryKind returns KindHeld or KindContested for the id of a territory.
func territoryKind(id string) scene.Kind {
	if strings.HasPrefix(id, "contested") {
		return scene.KindContested
	}
	return scene.KindHeld
}

// territoryTextKey returns the key of the glossary's term for a held or contested shape.
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

// hitName returns the name of a shape.
func (a *App) hitName(hit scene.Hit) string {
	switch hit.Kind {
	case scene.KindHeld, scene.KindContested:
		return a.locale.Text(territoryTextKey(hit.Ref))
	case scene.KindHub:
		return a.hubName(hit.Ref)
	case scene.KindWithdrawal:
		return a.locale.Text(hit.Ref)
	case kindContact:
		return a.locale.Text("contact", "date", a.locale.Date(a.state.Date))
	case kindCountry:
		return a.locale.Text("country")
	}
	if p, ok := a.findPoint(hit.ID); ok {
		return a.locale.Text("point." + p.ID)
	}
	return a.world.FeatureName(hit.ID, a.locale.Lang)
}

// hubAreaID is the id of the area that is shown if no report has named cities for the hubs.
const hubAreaID = "area"

// hubSources returns the sources that named a hub, or false if there is no such hub.
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

// selectedCard returns the card of the selected shape, or nil if none is selected.
func (a *App) selectedCard() *Card {
	hit, ok := a.findShape(a.state.Select)
	if !ok {
		return nil
	}
	return a.newCard(hit)
}

// CardLead returns the name of a shape and the first sentence of its card, both empty if it has no
// card.
func (a *App) CardLead(id string) (name, lead string) {
	hit, ok := a.findShape(id)
	if !ok {
		return "", ""
	}
	c := a.newCard(hit)
	return c.Name, a.leadSentence(hit, c)
}

// cardAnnouncement returns what screen readers announce when a card opens: its name, its lead and,
// for a share, its range.
func (a *App) cardAnnouncement(id string) string {
	hit, ok := a.findShape(id)
	if !ok {
		return ""
	}
	c := a.newCard(hit)
	parts := []string{c.Name + ".", a.leadSentence(hit, c)}
	if c.Figure != nil && c.Figure.Range != "" {
		parts = append(parts, c.Figure.Range+".")
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// leadSentence returns the first sentence of a card. If the card begins with a figure instead, it
// puts that into words.
func (a *App) leadSentence(hit scene.Hit, c *Card) string {
	if c.Summary == "" && (hit.Kind == kindCountry || hit.Kind == scene.KindOblast) {
		if area, ok := a.dateData().Area(hit.Ref); ok {
			return a.areaLead(area)
		}
	}
	return c.Summary
}

func (a *App) newCard(hit scene.Hit) *Card {
	c := &Card{ID: hit.ID, Name: a.hitName(hit), Kind: a.kindLabel(hit), Rows: []Row{},
		History: []Row{}, Notes: []string{}, Sources: []Link{}, Alternatives: a.otherShapes(hit.ID)}
	if p, ok := a.findPoint(hit.ID); ok {
		a.fillPointCard(c, p)
		return c
	}
	switch hit.Kind {
	case kindCountry, scene.KindOblast:
		a.fillAreaCard(c, hit.Ref)
	case scene.KindHeld, scene.KindContested:
		a.fillTerritoryCard(c, hit.Ref)
	case scene.KindTown:
		a.fillTownCard(c, hit.Ref)
	case scene.KindHub:
		a.fillHubCard(c, hit.Ref)
	case scene.KindWithdrawal:
		a.fillWithdrawalCard(c, hit.Ref)
	case kindContact:
		a.fillContactCard(c)
	case scene.KindReservoir:
		c.Sources = a.sourceLinks([]string{"gshhg", "openstreetmap"})
	case scene.KindSea:
		c.Sources = a.sourceLinks([]string{"gshhg", "openstreetmap", "natural-earth"})
	case scene.KindBridge:
		c.Sources = a.sourceLinks([]string{"bridge-route"})
	default: // rivers and neighbours have a name and a source only
		c.Sources = a.sourceLinks([]string{"natural-earth"})
	}
	return c
}

// kindLabel returns a word or two for what a shape is.
func (a *App) kindLabel(hit scene.Hit) string {
	key := string(hit.Kind)
	switch {
	case hit.Kind == scene.KindTown:
		if town := a.townByID(hit.Ref); town != nil && a.locale.Has("kind."+town.Kind) {
			key = town.Kind
		}
	case hit.Kind == scene.KindOblast && (hit.Ref == "UA-30" || hit.Ref == "UA-40"):
		key = "city"
	case hit.Kind == scene.KindOblast && hit.Ref == "UA-43":
		key = "republic"
	}
	return a.locale.Text("kind." + key)
}

// otherShapes returns the other shapes under the last tap.
func (a *App) otherShapes(id string) []Alternative {
	others := []Alternative{}
	for _, hit := range a.tapHits {
		if hit.ID != id &&
			!slices.ContainsFunc(others, func(o Alternative) bool { return o.ID == hit.ID }) {
			others = append(others, Alternative{ID: hit.ID, Name: a.hitName(hit)})
		}
	}
	return others
}

func (c *Card) addRow(label, value string) { c.Rows = append(c.Rows, Row{label, value}) }

// dateSources returns the ids of the sources of the date that is shown.
func (a *App) dateSources() []string { return a.activeDate().Sources() }

// fillAreaCard fills the card of the country or of an oblast.
func (a *App) fillAreaCard(c *Card, id string) {
	loc := a.locale
	area, ok := a.dateData().Area(id)
	if !ok {
		return
	}
	if area.High > 0 {
		c.Figure = a.shareFigure(area)
		c.addRow(loc.Text(a.heldTextKey("card.held-km2")), a.formatLandArea(id, area.HeldKm2))
	} else {
		c.Summary = a.areaLead(area)
	}
	if area.ContestedKm2 > 0 {
		c.addRow(loc.Text("disagree"), a.formatLandArea(id, area.ContestedKm2))
	}
	c.addRow(loc.Text("card.km2"), a.formatTotalArea(area))
	a.addZoneRows(c, id)
	a.addWithdrawalRows(c, id)
	for _, point := range a.sharePoints(id) {
		c.History = append(c.History, Row{point.Label, point.Text})
	}
	sources := a.dateSources()
	for _, s := range a.areaClaims(id) {
		c.addRow(loc.Text("card.claimed", "source", a.shortSourceNames(s.Sources)),
			a.statementText(s))
		sources = append(sources, s.Sources...)
	}
	if sc := a.activeScenario(); sc != nil {
		sources = append(sources, sc.RuleFor(id).Sources...)
	}
	if id == "UA-43" || id == "UA-40" {
		shape, _ := a.story.Shape(shapeCrimea)
		c.Notes = append(c.Notes, loc.Text(shapeCrimea)+".")
		sources = append(sources, shape.Sources...)
	}
	if slices.Contains(declaredAnnexed, id) && a.state.Date >= annexationDate {
		shape, _ := a.story.Shape(shapeHeld)
		c.Notes = append(c.Notes, loc.Text("annexed-2022")+".")
		sources = append(sources, shape.Sources...)
	}
	c.Notes = append(c.Notes, a.areaNotes(area)...)
	c.Sources = a.sourceLinks(append(sources, "natural-earth"))
}

// areaNotes returns notes on how an area's figures are to be read.
func (a *App) areaNotes(area story.AreaFigures) []string {
	var notes []string
	if area.High > 0 {
		notes = append(notes, a.locale.Text("note.range"))
	}
	notes = append(notes, a.locale.Text("note.land"))
	if a.activeDate().HasOneSource() {
		notes = append(notes, a.locale.Text("one-source")+".")
	}
	return notes
}

// shareFigure returns the share of an area that was held, as the card's main figure.
func (a *App) shareFigure(area story.AreaFigures) *CardFigure {
	loc := a.locale
	figure := &CardFigure{
		Value: a.formatShare(area),
		Label: loc.Text(a.heldTextKey("figure.share"), "date", loc.Date(a.state.Date)),
		Chart: a.sparkline(area.ID),
	}
	if area.Low != area.High {
		figure.Range = loc.Text("figure.range", "range", a.formatShareRange(area))
	}
	return figure
}

// declaredAnnexed are the oblasts that Russia declared annexed on annexationDate.
var declaredAnnexed = []string{"UA-09", "UA-14", "UA-23", "UA-65"}

const annexationDate = "2022-09-30"

// heldTextKey returns the variant of a text's key that fits the date: before the full-scale
// invasion the holders were Russian or Russia-backed forces.
func (a *App) heldTextKey(key string) string {
	if a.state.Date < invasionDate {
		return key + "-before"
	}
	return key
}

// areaLead returns a sentence on who held an area.
func (a *App) areaLead(area story.AreaFigures) string {
	loc := a.locale
	date := loc.Date(a.state.Date)
	step := locale.ShareStep(area.Low, area.High)
	switch {
	case area.Share == 1:
		return loc.Text(a.heldTextKey("lead.all"), "date", date)
	case area.Share > 1-step:
		return loc.Text(a.heldTextKey("lead.most"), "date", date)
	case area.High == 0 && area.ContestedKm2 == 0:
		return loc.Text("lead.none", "date", date)
	case area.Share < step:
		return loc.Text("lead.little", "date", date)
	case area.ID == idCountry:
		return loc.Text(a.heldTextKey("lead.country"), "date", date, "share", a.formatShare(area))
	}
	return loc.Text(a.heldTextKey("lead.share"), "date", date, "share", a.formatShare(area))
}

// areaClaims returns what others claimed about the share of an area on exactly the date that is
// shown.
func (a *App) areaClaims(id string) []story.Statement {
	return slices.DeleteFunc(a.story.StatementsAbout("control"),
		func(s story.Statement) bool { return s.Area != id || s.Date != a.state.Date })
}

// fillTerritoryCard fills the card of a held or contested shape.
func (a *App) fillTerritoryCard(c *Card, id string) {
	loc := a.locale
	if territory, ok := a.dateData().Class(id); ok {
		c.Figure = &CardFigure{
			Value: a.formatLandArea(idCountry, territory.Km2),
			Label: loc.Text("figure.area", "date", loc.Date(a.state.Date)),
		}
	}
	if country, ok := a.dateData().Area(idCountry); ok {
		if territoryKind(id) == scene.KindContested {
			c.addRow(loc.Text("card.contested-total"),
				a.formatLandArea(idCountry, country.ContestedKm2))
		} else {
			held := a.formatLandArea(idCountry, country.HeldKm2)
			c.addRow(loc.Text("card.held-total"), loc.Text("card.km2-share", "km2", held,
				"share", a.formatShare(country)))
		}
	}
	if territoryKind(id) == scene.KindContested {
		c.Notes = append(c.Notes, loc.Text("note.contested"))
	}
	shape, _ := a.story.Shape(territoryTextKey(id))
	c.Notes = append(c.Notes, loc.Text("note.drawn"))
	if a.activeDate().HasOneSource() {
		c.Notes = append(c.Notes, loc.Text("one-source")+".")
	}
	c.Sources = a.sourceLinks(append(a.dateSources(), shape.Sources...))
}

// fillTownCard fills the card of a town. Who held it comes from the table of settlements, not from
// the shapes around it.
func (a *App) fillTownCard(c *Card, id string) {
	loc := a.locale
	town := a.townByID(id)
	if town == nil {
		return
	}
	if town.Oblast == "" { // abroad, for orientation only
		c.Sources = a.sourceLinks([]string{"geonames"})
		return
	}
	c.Summary = a.holderText("lead.town-", id)
	oblast := a.world.FeatureName(town.Oblast, loc.Lang)
	if oblast != "" && oblast != c.Name {
		c.addRow(loc.Text("card.oblast"), oblast)
	}
	c.Name = a.withFormerName(town, c.Name)
	if town.Population > 0 {
		c.addRow(loc.Text("card.population"),
			loc.Text("card.about", "value", loc.Population(town.Population)))
	}
	if a.activeDate().HasOneSource() {
		c.Notes = append(c.Notes, loc.Text("one-source")+".")
	}
	c.Sources = a.sourceLinks(append(a.dateSources(), "geonames"))
}

// holderText returns the text on who held a town.
func (a *App) holderText(prefix, town string) string {
	return a.holderCodeText(prefix, a.dateData().holders[town])
}

// holderCodeText returns the text on a holder. Its key is prefix and the holder's code in lower
// case, such as "lead.town-r". It is empty if the holder is unknown.
func (a *App) holderCodeText(prefix, holder string) string {
	switch holder {
	case "R":
		return a.locale.Text(a.heldTextKey(prefix+"r"), "date", a.locale.Date(a.state.Date))
	case "G", "C":
		return a.locale.Text(prefix+strings.ToLower(holder), "date", a.locale.Date(a.state.Date))
	}
	return ""
}

// fillHubCard fills the card of a hub. The cards of all hubs differ only in the name.
func (a *App) fillHubCard(c *Card, id string) {
	loc := a.locale
	c.Summary = a.illustrativeNote() + "."
	if !a.story.Hubs.IsArea() {
		c.Notes = append(c.Notes, a.hubsNote()+".")
	}
	c.Notes = append(c.Notes, loc.Text("after-deal")+".")
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

// fillContactCard fills the card of the line of contact.
func (a *App) fillContactCard(c *Card) {
	loc := a.locale
	c.Summary = loc.Text("lead.contact")
	c.Figure = &CardFigure{
		Value: loc.Length(a.dateData().LineKm),
		Label: loc.Text("figure.length", "date", loc.Date(a.state.Date)),
	}
	sources := a.dateSources()
	if l, ok := a.story.Layer(scene.LayerFreeze); ok && a.layerVisible(l) {
		c.Notes = append(c.Notes, loc.Text("note.freeze"))
		for _, s := range a.statementsOn(l.Topic) {
			c.Notes = append(c.Notes, a.statementText(s))
			sources = append(sources, s.Sources...)
		}
	}
	c.Notes = append(c.Notes, loc.Text("note.drawn"))
	c.Sources = a.sourceLinks(sources)
}

// hoverTip returns a line on the shape under the pointer, or nil if there is none.
func (a *App) hoverTip() *Tooltip {
	hover := &a.hover
	hit, ok := a.findShape(hover.id)
	if !hover.active || !ok {
		return nil
	}
	tip := &Tooltip{ID: hit.ID, Name: a.hitName(hit), X: hover.x, Y: hover.y}
	if p, ok := a.findPoint(hit.ID); ok {
		tip.Text = a.pointHolderText(p)
	}
	switch hit.Kind {
	case scene.KindOblast:
		if area, ok := a.dateData().Area(hit.Ref); ok {
			tip.Text = a.areaLead(area)
		}
	case scene.KindTown:
		tip.Text = a.holderText("lead.town-", hit.Ref)
	case scene.KindHub:
		tip.Text = a.illustrativeNote()
	case scene.KindWithdrawal:
		if area, ok := a.withdrawalArea(hit.Ref); ok {
			tip.Text = a.locale.Text("card.about", "value", a.formatWithdrawalArea(area))
		}
	case scene.KindHeld, scene.KindContested:
		oblast := a.world.OblastAt(a.picture.Camera.Unproject(hover.x, hover.y))
		tip.Text = a.areaName(oblast)
	}
	return tip
}
