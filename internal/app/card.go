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
func (sel *selection) isTerritory(id string) bool {
	if _, ok := sel.dateData().Class(id); ok || slices.Contains(territories, id) {
		return true
	}
	return slices.ContainsFunc(sel.tapHits, func(h scene.Hit) bool {
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
func (txt *texts) hitName(hit scene.Hit) string {
	switch hit.Kind {
	case scene.KindHeld, scene.KindContested:
		return txt.locale.Text(territoryTextKey(hit.Ref))
	case scene.KindHub:
		return txt.hubName(hit.Ref)
	case scene.KindWithdrawal:
		return txt.locale.Text(hit.Ref)
	case kindContact:
		return txt.locale.Text("contact", "date", txt.locale.Date(txt.state.Date))
	case kindCountry:
		return txt.locale.Text("country")
	}
	if p, ok := txt.findPoint(hit.ID); ok {
		return txt.locale.Text("point." + p.ID)
	}
	return txt.world.FeatureName(hit.ID, txt.locale.Lang)
}

// hubAreaID is the id of the area that is shown if no report has named cities for the hubs.
const hubAreaID = "area"

// hubSources returns the sources that named a hub, or false if there is no such hub.
func (cat *catalog) hubSources(id string) ([]string, bool) {
	hubs := cat.story.Hubs
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

func (txt *texts) hubName(id string) string {
	if txt.story.Hubs.IsArea() {
		return txt.locale.Text("hubs")
	}
	for _, h := range txt.story.Hubs.Places {
		if h.ID == id {
			return txt.locale.Text("hub.name", "town",
				txt.world.FeatureName("town-"+h.Town, txt.locale.Lang))
		}
	}
	return ""
}

// selectedCard returns the card of the selected shape, or nil if none is selected.
func (b *cardBuilder) selectedCard() *Card {
	hit, ok := b.findShape(b.state.Select)
	if !ok {
		return nil
	}
	return b.newCard(hit)
}

// cardLead returns the name of a shape and the first sentence of its card, both empty if it has no
// card.
func (b *cardBuilder) cardLead(id string) (name, lead string) {
	hit, ok := b.findShape(id)
	if !ok {
		return "", ""
	}
	c := b.newCard(hit)
	return c.Name, b.leadSentence(hit, c)
}

// cardAnnouncement returns what screen readers announce when a card opens: its name, its lead and,
// for a share, its range.
func (b *cardBuilder) cardAnnouncement(id string) string {
	hit, ok := b.findShape(id)
	if !ok {
		return ""
	}
	c := b.newCard(hit)
	parts := []string{c.Name + ".", b.leadSentence(hit, c)}
	if c.Figure != nil && c.Figure.Range != "" {
		parts = append(parts, c.Figure.Range+".")
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// leadSentence returns the first sentence of a card. If the card begins with a figure instead, it
// puts that into words.
func (b *cardBuilder) leadSentence(hit scene.Hit, c *Card) string {
	if c.Summary == "" && (hit.Kind == kindCountry || hit.Kind == scene.KindOblast) {
		if area, ok := b.dateData().Area(hit.Ref); ok {
			return b.areaLead(area)
		}
	}
	return c.Summary
}

func (b *cardBuilder) newCard(hit scene.Hit) *Card {
	c := &Card{ID: hit.ID, Name: b.hitName(hit), Kind: b.kindLabel(hit), Rows: []Row{},
		History: []Row{}, Notes: []string{}, Sources: []Link{}, Alternatives: b.otherShapes(hit.ID)}
	if p, ok := b.findPoint(hit.ID); ok {
		b.fillPointCard(c, p)
		return c
	}
	switch hit.Kind {
	case kindCountry, scene.KindOblast:
		b.fillAreaCard(c, hit.Ref)
	case scene.KindHeld, scene.KindContested:
		b.fillTerritoryCard(c, hit.Ref)
	case scene.KindTown:
		b.fillTownCard(c, hit.Ref)
	case scene.KindHub:
		b.fillHubCard(c, hit.Ref)
	case scene.KindWithdrawal:
		b.fillWithdrawalCard(c, hit.Ref)
	case kindContact:
		b.fillContactCard(c)
	case scene.KindReservoir:
		c.Sources = b.sourceLinks([]string{"gshhg", "openstreetmap"})
	case scene.KindSea:
		c.Sources = b.sourceLinks([]string{"gshhg", "openstreetmap", "natural-earth"})
	case scene.KindBridge:
		c.Sources = b.sourceLinks([]string{"bridge-route"})
	default: // rivers and neighbours have a name and a source only
		c.Sources = b.sourceLinks([]string{"natural-earth"})
	}
	return c
}

// kindLabel returns a word or two for what a shape is.
func (b *cardBuilder) kindLabel(hit scene.Hit) string {
	key := string(hit.Kind)
	switch {
	case hit.Kind == scene.KindTown:
		if town := b.townByID(hit.Ref); town != nil && b.locale.Has("kind."+town.Kind) {
			key = town.Kind
		}
	case hit.Kind == scene.KindOblast && (hit.Ref == "UA-30" || hit.Ref == "UA-40"):
		key = "city"
	case hit.Kind == scene.KindOblast && hit.Ref == "UA-43":
		key = "republic"
	}
	return b.locale.Text("kind." + key)
}

// otherShapes returns the other shapes under the last tap.
func (b *cardBuilder) otherShapes(id string) []Alternative {
	others := []Alternative{}
	for _, hit := range b.tapHits {
		if hit.ID != id &&
			!slices.ContainsFunc(others, func(o Alternative) bool { return o.ID == hit.ID }) {
			others = append(others, Alternative{ID: hit.ID, Name: b.hitName(hit)})
		}
	}
	return others
}

func (c *Card) addRow(label, value string) { c.Rows = append(c.Rows, Row{label, value}) }

// dateSources returns the ids of the sources of the date that is shown.
func (sel *selection) dateSources() []string { return sel.activeDate().Sources() }

// fillAreaCard fills the card of the country or of an oblast.
func (b *cardBuilder) fillAreaCard(c *Card, id string) {
	loc := b.locale
	area, ok := b.dateData().Area(id)
	if !ok {
		return
	}
	if area.High > 0 {
		c.Figure = b.shareFigure(area)
		c.addRow(loc.Text(b.heldTextKey("card.held-km2")), b.formatLandArea(id, area.HeldKm2))
	} else {
		c.Summary = b.areaLead(area)
	}
	if area.ContestedKm2 > 0 {
		c.addRow(loc.Text("disagree"), b.formatLandArea(id, area.ContestedKm2))
	}
	c.addRow(loc.Text("card.km2"), b.formatTotalArea(area))
	b.addZoneRows(c, id)
	b.addWithdrawalRows(c, id)
	for _, point := range b.charts.sharePoints(id) {
		c.History = append(c.History, Row{point.Label, point.Text})
	}
	sources := b.dateSources()
	for _, s := range b.areaClaims(id) {
		c.addRow(loc.Text("card.claimed", "source", b.shortSourceNames(s.Sources)),
			b.statementText(s))
		sources = append(sources, s.Sources...)
	}
	if sc := b.activeScenario(); sc != nil {
		sources = append(sources, sc.RuleFor(id).Sources...)
	}
	if id == "UA-43" || id == "UA-40" {
		shape, _ := b.story.Shape(shapeCrimea)
		c.Notes = append(c.Notes, loc.Text(shapeCrimea)+".")
		sources = append(sources, shape.Sources...)
	}
	if slices.Contains(declaredAnnexed, id) && b.state.Date >= annexationDate {
		shape, _ := b.story.Shape(shapeHeld)
		c.Notes = append(c.Notes, loc.Text("annexed-2022")+".")
		sources = append(sources, shape.Sources...)
	}
	c.Notes = append(c.Notes, b.areaNotes(area)...)
	c.Sources = b.sourceLinks(append(sources, "natural-earth"))
}

// areaNotes returns notes on how an area's figures are to be read.
func (b *cardBuilder) areaNotes(area story.AreaFigures) []string {
	var notes []string
	if area.High > 0 {
		notes = append(notes, b.locale.Text("note.range"))
	}
	notes = append(notes, b.locale.Text("note.land"))
	if b.activeDate().HasOneSource() {
		notes = append(notes, b.locale.Text("one-source")+".")
	}
	return notes
}

// shareFigure returns the share of an area that was held, as the card's main figure.
func (b *cardBuilder) shareFigure(area story.AreaFigures) *CardFigure {
	loc := b.locale
	figure := &CardFigure{
		Value: b.formatShare(area),
		Label: loc.Text(b.heldTextKey("figure.share"), "date", loc.Date(b.state.Date)),
		Chart: b.charts.sparkline(area.ID),
	}
	if area.Low != area.High {
		figure.Range = loc.Text("figure.range", "range", b.formatShareRange(area))
	}
	return figure
}

// declaredAnnexed are the oblasts that Russia declared annexed on annexationDate.
var declaredAnnexed = []string{"UA-09", "UA-14", "UA-23", "UA-65"}

const annexationDate = "2022-09-30"

// heldTextKey returns the variant of a text's key that fits the date: before the full-scale
// invasion the holders were Russian or Russia-backed forces.
func (sel *selection) heldTextKey(key string) string {
	if sel.state.Date < invasionDate {
		return key + "-before"
	}
	return key
}

// areaLead returns a sentence on who held an area.
func (txt *texts) areaLead(area story.AreaFigures) string {
	loc := txt.locale
	date := loc.Date(txt.state.Date)
	step := locale.ShareStep(area.Low, area.High)
	switch {
	case area.Share == 1:
		return loc.Text(txt.heldTextKey("lead.all"), "date", date)
	case area.Share > 1-step:
		return loc.Text(txt.heldTextKey("lead.most"), "date", date)
	case area.High == 0 && area.ContestedKm2 == 0:
		return loc.Text("lead.none", "date", date)
	case area.Share < step:
		return loc.Text("lead.little", "date", date)
	case area.ID == idCountry:
		return loc.Text(txt.heldTextKey("lead.country"), "date", date, "share",
			txt.formatShare(area))
	}
	return loc.Text(txt.heldTextKey("lead.share"), "date", date, "share", txt.formatShare(area))
}

// areaClaims returns what others claimed about the share of an area on exactly the date that is
// shown.
func (sel *selection) areaClaims(id string) []story.Statement {
	return slices.DeleteFunc(sel.story.StatementsAbout("control"),
		func(s story.Statement) bool { return s.Area != id || s.Date != sel.state.Date })
}

// fillTerritoryCard fills the card of a held or contested shape.
func (b *cardBuilder) fillTerritoryCard(c *Card, id string) {
	loc := b.locale
	if territory, ok := b.dateData().Class(id); ok {
		c.Figure = &CardFigure{
			Value: b.formatLandArea(idCountry, territory.Km2),
			Label: loc.Text("figure.area", "date", loc.Date(b.state.Date)),
		}
	}
	if country, ok := b.dateData().Area(idCountry); ok {
		if territoryKind(id) == scene.KindContested {
			c.addRow(loc.Text("card.contested-total"),
				b.formatLandArea(idCountry, country.ContestedKm2))
		} else {
			held := b.formatLandArea(idCountry, country.HeldKm2)
			c.addRow(loc.Text("card.held-total"), loc.Text("card.km2-share", "km2", held,
				"share", b.formatShare(country)))
		}
	}
	if territoryKind(id) == scene.KindContested {
		c.Notes = append(c.Notes, loc.Text("note.contested"))
	}
	shape, _ := b.story.Shape(territoryTextKey(id))
	c.Notes = append(c.Notes, loc.Text("note.drawn"))
	if b.activeDate().HasOneSource() {
		c.Notes = append(c.Notes, loc.Text("one-source")+".")
	}
	c.Sources = b.sourceLinks(append(b.dateSources(), shape.Sources...))
}

// fillTownCard fills the card of a town. Who held it comes from the table of settlements, not from
// the shapes around it.
func (b *cardBuilder) fillTownCard(c *Card, id string) {
	loc := b.locale
	town := b.townByID(id)
	if town == nil {
		return
	}
	if town.Oblast == "" { // abroad, for orientation only
		c.Sources = b.sourceLinks([]string{"geonames"})
		return
	}
	c.Summary = b.holderText("lead.town-", id)
	oblast := b.world.FeatureName(town.Oblast, loc.Lang)
	if oblast != "" && oblast != c.Name {
		c.addRow(loc.Text("card.oblast"), oblast)
	}
	c.Name = b.withFormerName(town, c.Name)
	if town.Population > 0 {
		c.addRow(loc.Text("card.population"),
			loc.Text("card.about", "value", loc.Population(town.Population)))
	}
	if b.activeDate().HasOneSource() {
		c.Notes = append(c.Notes, loc.Text("one-source")+".")
	}
	c.Sources = b.sourceLinks(append(b.dateSources(), "geonames"))
}

// holderText returns the text on who held a town.
func (txt *texts) holderText(prefix, town string) string {
	return txt.holderCodeText(prefix, txt.dateData().holders[town])
}

// holderCodeText returns the text on a holder. Its key is prefix and the holder's code in lower
// case, such as "lead.town-r". It is empty if the holder is unknown.
func (txt *texts) holderCodeText(prefix, holder string) string {
	switch holder {
	case "R":
		return txt.locale.Text(txt.heldTextKey(prefix+"r"), "date", txt.locale.Date(txt.state.Date))
	case "G", "C":
		return txt.locale.Text(prefix+strings.ToLower(holder), "date",
			txt.locale.Date(txt.state.Date))
	}
	return ""
}

// fillHubCard fills the card of a hub. The cards of all hubs differ only in the name.
func (b *cardBuilder) fillHubCard(c *Card, id string) {
	loc := b.locale
	c.Summary = b.illustrativeNote() + "."
	if !b.story.Hubs.IsArea() {
		c.Notes = append(c.Notes, b.hubsNote()+".")
	}
	c.Notes = append(c.Notes, loc.Text("after-deal")+".")
	sources, _ := b.hubSources(id)
	sources = slices.Clone(sources)
	if l, ok := b.story.Layer(scene.LayerHubs); ok {
		for _, s := range b.statementsOn(l.Topic) {
			c.Notes = append(c.Notes, b.statementText(s))
			sources = append(sources, s.Sources...)
		}
	}
	c.Sources = b.sourceLinks(sources)
}

// fillContactCard fills the card of the line of contact.
func (b *cardBuilder) fillContactCard(c *Card) {
	loc := b.locale
	c.Summary = loc.Text("lead.contact")
	c.Figure = &CardFigure{
		Value: loc.Length(b.dateData().LineKm),
		Label: loc.Text("figure.length", "date", loc.Date(b.state.Date)),
	}
	sources := b.dateSources()
	if l, ok := b.story.Layer(scene.LayerFreeze); ok && b.layerVisible(l) {
		c.Notes = append(c.Notes, loc.Text("note.freeze"))
		for _, s := range b.statementsOn(l.Topic) {
			c.Notes = append(c.Notes, b.statementText(s))
			sources = append(sources, s.Sources...)
		}
	}
	c.Notes = append(c.Notes, loc.Text("note.drawn"))
	c.Sources = b.sourceLinks(sources)
}

// hoverTip returns a line on the shape under the pointer, or nil if there is none.
func (b *cardBuilder) hoverTip(hover hoverState, camera scene.Camera) *Tooltip {
	hit, ok := b.findShape(hover.id)
	if !hover.active || !ok {
		return nil
	}
	tip := &Tooltip{ID: hit.ID, Name: b.hitName(hit), X: hover.x, Y: hover.y}
	if p, ok := b.findPoint(hit.ID); ok {
		tip.Text = b.pointHolderText(p)
	}
	switch hit.Kind {
	case scene.KindOblast:
		if area, ok := b.dateData().Area(hit.Ref); ok {
			tip.Text = b.areaLead(area)
		}
	case scene.KindTown:
		tip.Text = b.holderText("lead.town-", hit.Ref)
	case scene.KindHub:
		tip.Text = b.illustrativeNote()
	case scene.KindWithdrawal:
		if area, ok := b.withdrawalArea(hit.Ref); ok {
			tip.Text = b.locale.Text("card.about", "value", b.formatWithdrawalArea(area))
		}
	case scene.KindHeld, scene.KindContested:
		oblast := b.world.OblastAt(camera.Unproject(hover.x, hover.y))
		tip.Text = b.areaName(oblast)
	}
	return tip
}
