package story

import (
	"slices"
)

// Treatment is what a scenario does with an oblast.
type Treatment string

// The treatments.
const (
	// FollowLine leaves the line of contact where it stands.
	FollowLine Treatment = "line"
	// ToGovernment puts the whole oblast under the government of Ukraine.
	ToGovernment Treatment = "government"
	// ToRussia puts the whole oblast under Russian control.
	ToRussia Treatment = "russia"
	// Demilitarise empties all land of forces that Russian forces do not hold there, contested land
	// included.
	Demilitarise Treatment = "demilitarised"
)

// Treatments returns every treatment.
func Treatments() []Treatment {
	return []Treatment{FollowLine, ToGovernment, ToRussia, Demilitarise}
}

// Basis says what a rule rests on.
type Basis string

// The bases.
const (
	Stated      Basis = "stated"   // the plan itself says so
	Reported    Basis = "reported" // a report on the plan says so
	Assumed     Basis = "assumed"  // this map assumes it, with a reason
	Unspecified Basis = "silent"   // the plan does not say: control as on the date
)

// Bases returns every basis.
func Bases() []Basis { return []Basis{Stated, Reported, Assumed, Unspecified} }

// Scenario is a table of oblasts and rules. Its text keys are "scenario.ID", its name, and
// "scenario.ID.summary"; "proposer.PROPOSER", "status.STATUS", and for rules and notes
// "reason.REASON" and "scenario.note.NOTE".
type Scenario struct {
	ID string `json:"id"`
	// Kind is proposal, reference for what nobody proposes, or example for what this map assumes.
	Kind Kind `json:"kind"`
	// Overlay says that it is an earlier line, to be drawn thinly over any picture rather than
	// chosen.
	Overlay bool `json:"overlay"`
	// Proposer and Status are text keys, behind "proposer." and "status.". References and examples
	// have neither.
	Proposer string `json:"proposer"`
	Status   string `json:"status"`
	// Date is the day of the proposal; before it the scenario is not shown. References and examples
	// have none.
	Date string `json:"date"`
	// Sources tell of the scenario as a whole.
	Sources []string `json:"sources"`
	// AsOf is the date whose line it is worked out from. Empty: the latest.
	AsOf string `json:"as_of"`
	// AtSigning says that the plan means the line on the day of signing, whatever line it is worked
	// out from.
	AtSigning bool `json:"at_signing"`
	// Rules are those of the oblasts that the scenario names, Elsewhere is that of all others.
	// Without it they follow the line, which is this map's assumption.
	Rules     []OblastRule `json:"rules"`
	Elsewhere OblastRule   `json:"elsewhere"`
	// Pullback empties a strip along the line. Without oblasts there is none.
	Pullback Pullback `json:"pullback"`
	Notes    []Note   `json:"notes"`
	// Bounds are the scenario's own view: west, south, east, north in degrees. Empty: the whole
	// country.
	Bounds []float64 `json:"bounds"`
}

// OblastRule is a row of a scenario.
type OblastRule struct {
	// Oblast is its code, "UA-14". Empty in Scenario.Elsewhere.
	Oblast string    `json:"oblast"`
	Rule   Treatment `json:"rule"`
	Basis  Basis     `json:"basis"`
	// Sources state or report the rule.
	Sources []string `json:"sources"`
	// Reason is why this map assumes it, a text key behind "reason.".
	Reason string `json:"reason"`
	// Note is what has to be said wherever the rule is shown, a text key behind "scenario.note.".
	// Empty: nothing.
	Note string `json:"note"`
}

// Pullback is a withdrawal from a strip along the line of contact, which would then be empty of
// forces.
type Pullback struct {
	// Sides withdraw: government, russia or both.
	Sides []Zone `json:"sides"`
	// Oblasts are those to which the strip is cut.
	Oblasts []string `json:"oblasts"`
	// Km are the distances to the nearest point of the whole line that a reader can choose; Default
	// is shown first.
	Km      []int    `json:"km"`
	Default int      `json:"default"`
	Basis   Basis    `json:"basis"`
	Sources []string `json:"sources"`
	Reason  string   `json:"reason"`
}

// Note is what has to be said with a scenario, a text key behind "scenario.note.".
type Note struct {
	ID      string   `json:"id"`
	Sources []string `json:"sources"`
	// Layer is that with which it is said. Empty: always.
	Layer string `json:"layer"`
	// Oblasts are those on whose land that would be Russia's it stands on the map, in few words: a
	// text key behind "scenario.note." with ".map" at its end.
	Oblasts []string `json:"oblasts"`
}

// Zone is what land would be under a scenario.
type Zone string

// The zones, which cover Ukraine exactly once.
const (
	ZoneGovernment    Zone = "government"
	ZoneRussia        Zone = "russia"
	ZoneDemilitarised Zone = "demilitarised"
	// ZoneContested is land that follows the line and of which sources disagree on which side of it
	// it lies.
	ZoneContested Zone = "contested"
)

// Zones returns every zone in the order of lists.
func Zones() []Zone {
	return []Zone{ZoneGovernment, ZoneRussia, ZoneDemilitarised, ZoneContested}
}

// TextKey is the key of what a zone is called.
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

// TextKey is the key of what a basis is called.
func (b Basis) TextKey() string {
	if b == Stated || b == Reported {
		return "basis." + string(b)
	}
	return string(b)
}

// ReasonElsewhere is the reason of oblasts that a scenario neither names nor sums up under
// Elsewhere.
const ReasonElsewhere = "elsewhere"

// RuleFor is the rule of an oblast, whether the scenario names it or not.
func (s *Scenario) RuleFor(oblast string) OblastRule {
	for _, r := range s.Rules {
		if r.Oblast == oblast {
			return r
		}
	}
	r := s.Elsewhere
	if r.Rule == "" {
		r = OblastRule{Rule: FollowLine, Basis: Assumed, Reason: ReasonElsewhere}
	}
	r.Oblast = oblast
	return r
}

// HasPullback says whether forces would withdraw from a strip along the line.
func (s *Scenario) HasPullback() bool { return len(s.Pullback.Oblasts) > 0 }

// OffersDistance says whether a reader can choose a distance in km; 0 is the choice of scenarios
// without a pull-back.
func (s *Scenario) OffersDistance(km int) bool {
	if !s.HasPullback() {
		return km == 0
	}
	return slices.Contains(s.Pullback.Km, km)
}

// Distances are what a reader can choose; 0 alone where there is no pull-back.
func (s *Scenario) Distances() []int {
	if !s.HasPullback() {
		return []int{0}
	}
	return s.Pullback.Km
}

// ZoneFor is what land of a class would be in an oblast; near says that it lies in the strip of the
// pull-back. The class is "held", "contested" or "government", as on the date.
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

// SideOf is the side that land of a class is on: Russia, or the government, whose side contested
// land lies on.
func SideOf(class string) Zone {
	if class == ClassHeld {
		return ZoneRussia
	}
	return ZoneGovernment
}

// ChangeID is the id of an oblast's land that would go over to a zone, from one side, in a
// scenario's shapes.
func ChangeID(oblast string, zone, from Zone) string {
	return "change-" + oblast + "-" + string(zone) + "-" + string(from)
}

// CitedSources are the ids of all sources that a scenario names, each once.
func (s *Scenario) CitedSources() []string {
	ids := slices.Clone(s.Sources)
	for _, r := range s.Rules {
		ids = append(ids, r.Sources...)
	}
	ids = append(ids, s.Elsewhere.Sources...)
	ids = append(ids, s.Pullback.Sources...)
	for _, n := range s.Notes {
		ids = append(ids, n.Sources...)
	}
	return unique(ids)
}

// unique drops what stands before in a list.
func unique(list []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(x string) bool {
		again := seen[x]
		seen[x] = true
		return again
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

// AsOf is the date whose line a scenario is worked out from.
func (s *Story) AsOf(x *Scenario) string {
	if x.AsOf != "" || len(s.Dates) == 0 {
		return x.AsOf
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
	for _, b := range Bases() {
		keys = append(keys, b.TextKey())
	}
	for _, x := range s.Scenarios {
		keys = append(keys, "scenario."+x.ID, "scenario."+x.ID+".summary")
		keys = appendKey(keys, "proposer.", x.Proposer)
		keys = appendKey(keys, "status.", x.Status)
		rules := append(slices.Clone(x.Rules), x.RuleFor(""))
		for _, r := range rules {
			keys = appendKey(keys, "reason.", r.Reason)
			keys = appendKey(keys, "scenario.note.", r.Note)
		}
		keys = appendKey(keys, "reason.", x.Pullback.Reason)
		for _, n := range x.Notes {
			keys = appendKey(keys, "scenario.note.", n.ID)
			if len(n.Oblasts) > 0 {
				keys = append(keys, "scenario.note."+n.ID+".map")
			}
		}
		for _, id := range x.CitedSources() {
			keys = append(keys, "source."+id)
		}
		keys = append(keys, shortSourceKeys(x.Sources)...)
	}
	return keys
}

// appendKey appends a key if there is anything behind its prefix.
func appendKey(keys []string, prefix, id string) []string {
	if id == "" {
		return keys
	}
	return append(keys, prefix+id)
}
