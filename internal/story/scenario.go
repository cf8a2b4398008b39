package story

import (
	"slices"
)

// Treatment is what a scenario does with an oblast.
type Treatment string

// The treatments.
const (
	// FollowLine keeps the line of contact.
	FollowLine Treatment = "line"
	// ToGovernment puts the whole oblast under the government of Ukraine.
	ToGovernment Treatment = "government"
	// ToRussia puts the whole oblast under Russian control.
	ToRussia Treatment = "russia"
	// Demilitarise removes all forces from land that is not held by Russian forces, contested land
	// included.
	Demilitarise Treatment = "demilitarised"
)

// Treatments returns all treatments.
func Treatments() []Treatment {
	return []Treatment{FollowLine, ToGovernment, ToRussia, Demilitarise}
}

// Basis is the kind of evidence for a rule.
type Basis string

// The bases.
const (
	Stated      Basis = "stated"   // the plan states it
	Reported    Basis = "reported" // a report on the plan states it
	Assumed     Basis = "assumed"  // this map assumes it, with a reason
	Unspecified Basis = "silent"   // the plan does not say: control stays as on the date
)

// Bases returns all bases.
func Bases() []Basis { return []Basis{Stated, Reported, Assumed, Unspecified} }

// Scenario is a table of rules by oblast. Its text keys are "scenario.ID" (its name),
// "scenario.ID.summary", "proposer.PROPOSER" and "status.STATUS"; its rules and notes have
// "reason.REASON" and "scenario.note.NOTE".
type Scenario struct {
	ID string `json:"id"`
	// Kind is Proposal, Reference (proposed by nobody) or Example (based on this map's
	// assumptions).
	Kind Kind `json:"kind"`
	// Overlay marks an earlier line, drawn thinly over any picture. Readers cannot select it.
	Overlay bool `json:"overlay"`
	// Proposer and Status are text keys after "proposer." and "status.". Only proposals have them.
	Proposer string `json:"proposer"`
	Status   string `json:"status"`
	// Date is the day of the proposal. On earlier dates the scenario is not shown. Only proposals
	// have one.
	Date string `json:"date"`
	// Sources support the scenario as a whole.
	Sources []string `json:"sources"`
	// AsOf is the date whose line of contact the scenario starts from. Empty: the latest.
	AsOf string `json:"as_of"`
	// AtSigning states that the plan refers to the line on the day of signing, whatever AsOf is.
	AtSigning bool `json:"at_signing"`
	// Rules are the rules of single oblasts, Elsewhere is the rule of all others. Without Elsewhere
	// this map assumes that the others follow the line.
	Rules     []OblastRule `json:"rules"`
	Elsewhere OblastRule   `json:"elsewhere"`
	// Pullback demilitarises a strip along the line. It has no oblasts if there is none.
	Pullback Pullback `json:"pullback"`
	Notes    []Note   `json:"notes"`
	// Bounds are the initial view: west, south, east, north in degrees. Empty: the whole country.
	Bounds []float64 `json:"bounds"`
}

// OblastRule is a row of a scenario's table.
type OblastRule struct {
	// Oblast is the oblast's code, "UA-14". It is empty in Scenario.Elsewhere.
	Oblast string    `json:"oblast"`
	Rule   Treatment `json:"rule"`
	Basis  Basis     `json:"basis"`
	// Sources state or report the rule.
	Sources []string `json:"sources"`
	// Reason is why this map assumes the rule, a text key after "reason.".
	Reason string `json:"reason"`
	// Note is a caveat to show with the rule, a text key after "scenario.note.". Empty: none.
	Note string `json:"note"`
}

// Pullback is a withdrawal of forces from a strip along the line of contact.
type Pullback struct {
	// Sides are the sides that withdraw: government, russia or both.
	Sides []Zone `json:"sides"`
	// Oblasts are the oblasts to which the strip is clipped.
	Oblasts []string `json:"oblasts"`
	// Km are the widths of the strip that a reader can choose: distances in km to the nearest point
	// of the whole line. Default is the initial choice.
	Km      []int    `json:"km"`
	Default int      `json:"default"`
	Basis   Basis    `json:"basis"`
	Sources []string `json:"sources"`
	Reason  string   `json:"reason"`
}

// Note is a caveat to show with a scenario, a text key after "scenario.note.".
type Note struct {
	ID      string   `json:"id"`
	Sources []string `json:"sources"`
	// Layer is the id of the layer with which the note is shown. Empty: always.
	Layer string `json:"layer"`
	// Oblasts are those whose land that would become Russia's is labelled with the note. The
	// label's text key is "scenario.note.ID.map".
	Oblasts []string `json:"oblasts"`
}

// Zone is what land would become under a scenario.
type Zone string

// The zones. They partition Ukraine.
const (
	ZoneGovernment    Zone = "government"
	ZoneRussia        Zone = "russia"
	ZoneDemilitarised Zone = "demilitarised"
	// ZoneContested is land in an oblast that follows the line, where sources disagree about its
	// side.
	ZoneContested Zone = "contested"
)

// Zones returns all zones in display order.
func Zones() []Zone {
	return []Zone{ZoneGovernment, ZoneRussia, ZoneDemilitarised, ZoneContested}
}

// TextKey returns the key of the zone's name.
func (z Zone) TextKey() string {
	switch z {
	case ZoneGovernment:
		return "would-ua"
	case ZoneRussia:
		return "would-ru"
	case ZoneDemilitarised:
		return "dmz"
	}
	return "disagree"
}

// TextKey returns the key of the basis's name.
func (b Basis) TextKey() string {
	if b == Stated || b == Reported {
		return "basis." + string(b)
	}
	return string(b)
}

// ReasonElsewhere is the reason for the rule of oblasts that have neither a rule of their own nor
// Elsewhere.
const ReasonElsewhere = "elsewhere"

// RuleFor returns the rule of an oblast, whether or not the scenario names it.
func (s *Scenario) RuleFor(oblast string) OblastRule {
	for _, rule := range s.Rules {
		if rule.Oblast == oblast {
			return rule
		}
	}
	rule := s.Elsewhere
	if rule.Rule == "" {
		rule = OblastRule{Rule: FollowLine, Basis: Assumed, Reason: ReasonElsewhere}
	}
	rule.Oblast = oblast
	return rule
}

// HasPullback reports whether forces would withdraw from a strip along the line.
func (s *Scenario) HasPullback() bool { return len(s.Pullback.Oblasts) > 0 }

// OffersDistance reports whether a reader can choose a distance in km. Without a pull-back only 0
// is offered.
func (s *Scenario) OffersDistance(km int) bool {
	if !s.HasPullback() {
		return km == 0
	}
	return slices.Contains(s.Pullback.Km, km)
}

// Distances returns the distances in km that a reader can choose, or only 0 without a pull-back.
func (s *Scenario) Distances() []int {
	if !s.HasPullback() {
		return []int{0}
	}
	return s.Pullback.Km
}

// ZoneFor returns what land would become. The class, ClassHeld, ClassContested or ClassGovernment,
// is the control on the date; near is set if the land lies in the strip of the pull-back.
func (s *Scenario) ZoneFor(oblast, class string, near bool) Zone {
	held, side := class == ClassHeld, SideOf(class)
	if near && slices.Contains(s.Pullback.Oblasts, oblast) &&
		slices.Contains(s.Pullback.Sides, side) {
		return ZoneDemilitarised
	}
	switch s.RuleFor(oblast).Rule {
	case ToGovernment:
		return ZoneGovernment
	case ToRussia:
		return ZoneRussia
	case Demilitarise:
		if !held {
			return ZoneDemilitarised
		}
	default:
		if class == ClassContested {
			return ZoneContested
		}
	}
	return side
}

// The classes of land on a date.
const (
	ClassGovernment = "government"
	ClassHeld       = "held"
	ClassContested  = "contested"
)

// SideOf returns the side that controls land of a class. Contested land is on the government's side
// of the line.
func SideOf(class string) Zone {
	if class == ClassHeld {
		return ZoneRussia
	}
	return ZoneGovernment
}

// ChangeID returns the id, in a scenario's shapes, of the land of an oblast that would pass from
// one side to a zone.
func ChangeID(oblast string, zone, from Zone) string {
	return "change-" + oblast + "-" + string(zone) + "-" + string(from)
}

// CitedSources returns the unique ids of all sources that a scenario cites.
func (s *Scenario) CitedSources() []string {
	ids := slices.Clone(s.Sources)
	for _, rule := range s.Rules {
		ids = append(ids, rule.Sources...)
	}
	ids = append(ids, s.Elsewhere.Sources...)
	ids = append(ids, s.Pullback.Sources...)
	for _, note := range s.Notes {
		ids = append(ids, note.Sources...)
	}
	return unique(ids)
}

// unique removes all but the first of equal strings, in place.
func unique(list []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(x string) bool {
		duplicate := seen[x]
		seen[x] = true
		return duplicate
	})
}

// Scenario returns the scenario with an id.
func (s *Story) Scenario(id string) (*Scenario, bool) {
	for i := range s.Scenarios {
		if s.Scenarios[i].ID == id {
			return &s.Scenarios[i], true
		}
	}
	return nil, false
}

// AsOf returns the date whose line of contact a scenario starts from.
func (s *Story) AsOf(scenario *Scenario) string {
	if scenario.AsOf != "" || len(s.Dates) == 0 {
		return scenario.AsOf
	}
	return s.Dates[len(s.Dates)-1].ID
}

// scenarioKeys returns the keys of the texts of all scenarios.
func (s *Story) scenarioKeys() []string {
	var keys []string
	if len(s.Scenarios) == 0 {
		return nil
	}
	keys = append(keys, "proposal", "scenario.reference", "scenario.example", "scenario.as-of",
		"scenario.as-of-signing", "chart.title", "chart.note", "chart.source")
	for _, z := range Zones() {
		keys = append(keys, z.TextKey())
	}
	for _, basis := range Bases() {
		keys = append(keys, basis.TextKey())
	}
	for _, scenario := range s.Scenarios {
		keys = append(keys, "scenario."+scenario.ID, "scenario."+scenario.ID+".summary")
		keys = appendKey(keys, "proposer.", scenario.Proposer)
		keys = appendKey(keys, "status.", scenario.Status)
		rules := append(slices.Clone(scenario.Rules), scenario.RuleFor(""))
		for _, rule := range rules {
			keys = appendKey(keys, "reason.", rule.Reason)
			keys = appendKey(keys, "scenario.note.", rule.Note)
		}
		keys = appendKey(keys, "reason.", scenario.Pullback.Reason)
		for _, note := range scenario.Notes {
			keys = appendKey(keys, "scenario.note.", note.ID)
			if len(note.Oblasts) > 0 {
				keys = append(keys, "scenario.note."+note.ID+".map")
			}
		}
		for _, id := range scenario.CitedSources() {
			keys = append(keys, "source."+id)
		}
		keys = append(keys, shortSourceKeys(scenario.Sources)...)
	}
	return keys
}

// appendKey appends prefix+id unless id is empty.
func appendKey(keys []string, prefix, id string) []string {
	if id == "" {
		return keys
	}
	return append(keys, prefix+id)
}
