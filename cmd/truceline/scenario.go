package main

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"truceline/internal/app"
	"truceline/internal/geo"
	"truceline/internal/locale"
	"truceline/internal/story"
	"truceline/internal/story/measure"
)

// scenarioCommand prints what a scenario would mean.
func scenarioCommand(t *tool, args []string) error {
	o := newOptions("scenario")
	km := o.Int("pullback", 0, "km from the line, for scenarios with a pull-back; 10 if left out")
	format := o.String("format", "table", "table, csv, json or geojson")
	words, err := o.parse(args, 1)
	if err != nil {
		return err
	}
	write, ok := scenarioFormats[*format]
	if !ok {
		return badUsage("scenario: no format %q; there are table, csv, json, geojson", *format)
	}
	fsys, _, err := o.openAssets()
	if err != nil {
		return err
	}
	s, err := story.Load(fsys)
	if err != nil {
		return err
	}
	x, err := findScenario(s, words)
	if err != nil {
		return err
	}
	if *km, err = resolvePullback(o, x, *km); err != nil {
		return err
	}
	if err := t.warnIfStale(fsys); err != nil {
		return err
	}
	z, err := computeZones(fsys, s, x, *km)
	if err != nil {
		return err
	}
	return write(t.stdout, &scenarioReport{fsys: fsys, story: s, zones: z, result: z.Result()})
}

func findScenario(s *story.Story, words []string) (*story.Scenario, error) {
	var ids []string
	for _, x := range s.Scenarios {
		ids = append(ids, x.ID)
	}
	if len(words) == 0 {
		return nil, badUsage("scenario: name one of %s", strings.Join(ids, ", "))
	}
	x, ok := s.Scenario(words[0])
	if !ok {
		return nil,
			badUsage("scenario: no scenario %q; there are %s", words[0], strings.Join(ids, ", "))
	}
	return x, nil
}

// resolvePullback returns the distance that was asked for, or the scenario's own.
func resolvePullback(o *options, x *story.Scenario, km int) (int, error) {
	asked := false
	o.Visit(func(f *flag.Flag) { asked = asked || f.Name == "pullback" })
	switch {
	case !asked:
		return x.Pullback.Default, nil
	case !x.HasPullback():
		return 0, badUsage("scenario: %s has no pull-back", x.ID)
	case !x.OffersDistance(km):
		return 0, badUsage("scenario: %s offers no pull-back of %d km; there are %s", x.ID, km,
			strings.Trim(fmt.Sprint(x.Pullback.Km), "[]"))
	}
	return km, nil
}

func computeZones(fsys fs.FS, s *story.Story, x *story.Scenario, km int) (*measure.Zones, error) {
	land, err := measure.ReadControlMap(fsys, s.AsOf(x))
	if err != nil {
		return nil, err
	}
	return land.AssignZones(x, km)
}

// pullbackDates are the dates that need distance bands: those of scenarios with a pull-back.
func pullbackDates(fsys fs.FS) ([]string, error) {
	s, err := story.Load(fsys)
	if err != nil {
		return nil, err
	}
	var dates []string
	for i := range s.Scenarios {
		if x := &s.Scenarios[i]; x.HasPullback() {
			dates = append(dates, s.AsOf(x))
		}
	}
	return dates, nil
}

// addScenarioFiles adds what the scenarios of the story would mean, and claims beside estimates,
// for the page. It reads the shapes and figures that were made, or else those of dates that an
// editor has imported.
func addScenarioFiles(made map[string][]byte, under fs.FS) error {
	fsys := overlayFS{under, made}
	s, err := story.Load(fsys)
	if err != nil {
		return err
	}
	lands := map[string]*measure.ControlMap{}
	files := map[string][]byte{}
	for i := range s.Scenarios {
		x := &s.Scenarios[i]
		date := s.AsOf(x)
		if lands[date] == nil {
			if lands[date], err = measure.ReadControlMap(fsys, date); err != nil {
				return fmt.Errorf("scenario %s: %w", x.ID, err)
			}
		}
		for _, km := range x.Distances() {
			z, err := lands[date].AssignZones(x, km)
			if err != nil {
				return err
			}
			files[story.ScenarioResultFile(x.ID, km)] = measure.EncodeResult(z.Result())
			files[story.ScenarioShapesFile(x.ID,
				km)] = geo.Encode(z.Shapes(measure.ShapesOptions{Overlay: true}))
		}
	}
	if err := addWithdrawalFiles(files, s, lands); err != nil {
		return err
	}
	if len(s.Claims()) > 0 || len(s.Published) > 0 {
		c, err := compareClaims(fsys, s, func(string) string { return "" })
		if err != nil {
			return err
		}
		files[story.ClaimsFile] = measure.EncodeComparisons(c)
	}
	maps.Copy(made, files)
	return nil
}

// addWithdrawalFiles adds a file for each date of which there is land that forces would leave.
func addWithdrawalFiles(files map[string][]byte, s *story.Story,
	lands map[string]*measure.ControlMap) error {
	features := map[string][]geo.Feature{}
	for _, shape := range s.WithdrawalShapes() {
		x, _ := s.Scenario(shape.Withdrawal.Scenario)
		date := s.AsOf(x)
		z, err := lands[date].AssignZones(x, x.Pullback.Default)
		if err != nil {
			return err
		}
		features[date] = append(features[date], z.WithdrawalFeatures(shape)...)
	}
	for date, list := range features {
		if len(list) == 0 {
			continue
		}
		c := &geo.Collection{Members: map[string]any{"date": date}, Features: list}
		files[measure.WithdrawalsFile(date)] = geo.Encode(c)
	}
	return nil
}

// scenarioReport is all that a format may want to write.
type scenarioReport struct {
	fsys   fs.FS
	story  *story.Story
	zones  *measure.Zones
	result *story.ScenarioResult
}

var scenarioFormats = map[string]func(io.Writer, *scenarioReport) error{
	"table":   writeScenarioTable,
	"csv":     writeScenarioCSV,
	"json":    writeScenarioJSON,
	"geojson": writeScenarioGeoJSON,
}

func writeScenarioJSON(w io.Writer, r *scenarioReport) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(r.result)
}

func writeScenarioGeoJSON(w io.Writer, r *scenarioReport) error {
	_, err := w.Write(geo.Encode(r.zones.Shapes(measure.ShapesOptions{})))
	return err
}

func writeScenarioCSV(w io.Writer, r *scenarioReport) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"scenario", "date", "zone", "area", "km2", "km2_low", "km2_high", "share",
		"from_held", "from_contested", "from_government"}}
	n := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	for _, z := range r.result.Zones {
		rows = append(rows, []string{r.result.ID, r.result.Date, string(z.Zone),
			app.EscapeCSVFormula(z.Area), n(z.Km2), n(z.Low), n(z.High), n(z.Share),
			n(z.From.Held), n(z.From.Contested), n(z.From.Government)})
	}
	return c.WriteAll(rows)
}

func writeScenarioTable(w io.Writer, r *scenarioReport) error {
	l, err := locale.Load(r.fsys, locale.Default)
	if err != nil {
		return err
	}
	figures, err := readFigures(r.fsys, "scenario", r.result.Date)
	if err != nil {
		return err
	}
	name := func(id string) string {
		a, _ := figures.Area(id)
		return a.Name
	}
	x := r.zones.Scenario
	r.writeHeader(w, l)
	fmt.Fprintf(w, "\nThe edge of the government's side, contested land included: %.1f km\n",
		r.result.LineKm)
	for _, e := range r.result.Lines {
		fmt.Fprintf(w, "  %s – %s: %.1f km\n", e.Between[0], e.Between[1], e.Km)
	}
	fmt.Fprintln(w)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t,
		"area\tname\tzone\tkm²\trange km²\tshare\tfrom held\tcontested\tgovernment\tbasis\t")
	for _, z := range r.result.Zones {
		basis := ""
		if z.Area != "UA" {
			basis = string(x.RuleFor(z.Area).Basis)
		}
		if isGovernmentThroughout(z) {
			continue
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%.0f\t%.0f–%.0f\t%.1f %%\t%.0f\t%.0f\t%.0f\t%s\t\n", z.Area,
			name(z.Area), z.Zone, z.Km2, z.Low, z.High,
			100*z.Share, z.From.Held, z.From.Contested, z.From.Government, basis)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(w, "\nOblasts that are the government's whole, before and after, are left out.")
	r.writeChanges(w, name)
	return r.writeRules(w, l, name)
}

// isGovernmentThroughout says that an oblast is the government's whole, before and after.
func isGovernmentThroughout(z story.ZoneArea) bool {
	return z.Area != "UA" && z.Share == 1 && z.Low == z.High && z.Zone == story.ZoneGovernment &&
		z.From.Held+z.From.Contested == 0
}

func (r *scenarioReport) writeHeader(w io.Writer, l *locale.Locale) {
	x := r.zones.Scenario
	kind := l.Text("scenario.reference")
	switch x.Kind {
	case story.Proposal:
		by := l.Text("page.pair", "name", l.Text("plan.proposer"), "text",
			l.Text("proposer."+x.Proposer))
		kind = l.Text("status."+x.Status) + ". " + by + ", " + l.Date(x.Date)
	case story.Example:
		kind = l.Text("scenario.example")
	}
	asOf := "scenario.as-of"
	if x.AtSigning {
		asOf += "-signing"
	}
	fmt.Fprintf(w, "%s\n%s.\n%s\n%s.\n",
		l.Text("scenario."+x.ID, "km", l.Km(float64(r.zones.PullbackKm))), kind,
		l.Text("scenario."+x.ID+".summary"), l.Text(asOf, "date", l.Date(r.result.Date)))
	if r.zones.PullbackKm != 0 {
		fmt.Fprintf(w, "Pull-back: %d km. %s: %s\n", r.zones.PullbackKm,
			l.Text(x.Pullback.Basis.TextKey()), l.TextOrEmpty("reason."+x.Pullback.Reason))
	}
}

// writeChanges lists what would change hands, by oblast, and names oblasts that a plan gives back
// or takes without the map having any land there.
func (r *scenarioReport) writeChanges(w io.Writer, name func(string) string) {
	total := 0.0
	byOblast := map[string]float64{}
	for _, z := range r.result.Zones {
		if z.Area == "UA" {
			total += z.ChangedKm2()
		} else {
			byOblast[z.Area] += z.ChangedKm2()
		}
	}
	fmt.Fprintf(w, "\nLand that would change hands: %.0f km²\n", total)
	var ids []string
	for id, km2 := range byOblast {
		if km2 >= 0.5 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		fmt.Fprintf(w, "  %s %s: %.0f km²\n", id, name(id), byOblast[id])
	}
	for _, rule := range r.zones.Scenario.Rules {
		if rule.Rule != story.FollowLine && byOblast[rule.Oblast] == 0 &&
			rule.Basis != story.Assumed && rule.Rule == story.ToGovernment {
			fmt.Fprintf(w,
				"  %s %s: not resolved: the table of settlements shows no held land there\n",
				rule.Oblast, name(rule.Oblast))
		}
	}
}

func (r *scenarioReport) writeRules(w io.Writer, l *locale.Locale, name func(string) string) error {
	x := r.zones.Scenario
	fmt.Fprintln(w, "\nRules")
	for _, rule := range append(slices.Clone(x.Rules), x.RuleFor("")) {
		where := rule.Oblast + " " + name(rule.Oblast)
		if rule.Oblast == "" {
			where = "elsewhere"
		}
		why := strings.Join(rule.Sources, ", ")
		if rule.Reason != "" {
			why = l.Text("reason." + rule.Reason)
		}
		fmt.Fprintln(w,
			strings.TrimSuffix(fmt.Sprintf("  %s: %s (%s: %s)", where, rule.Rule,
				l.Text(rule.Basis.TextKey()), why), ": )")+closingBracket(why))
		if rule.Note != "" {
			fmt.Fprintln(w, "    "+l.Text("scenario.note."+rule.Note))
		}
	}
	for _, n := range x.Notes {
		fmt.Fprintf(w, "%s [%s]\n", l.Text("scenario.note."+n.ID), strings.Join(n.Sources, ", "))
	}
	return nil
}

// closingBracket ends a bracket that was cut for want of anything in it.
func closingBracket(why string) string {
	if why == "" {
		return ")"
	}
	return ""
}
