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
	"truceline/internal/assetname"
	"truceline/internal/geo/geojson"
	"truceline/internal/locale"
	"truceline/internal/memfs"
	"truceline/internal/story"
	"truceline/internal/story/measure"
)

// scenarioCommand prints the result of a scenario.
func scenarioCommand(t *tool, args []string) error {
	o := newOptions("scenario")
	km := o.Int("pullback", 0, "km from the line, for scenarios with a pull-back; 10 if left out")
	format := o.String("format", "table", "table, csv, json or geojson")
	ids, err := o.parse(args, 1)
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
	scenario, err := findScenario(s, ids)
	if err != nil {
		return err
	}
	if *km, err = resolvePullback(o, scenario, *km); err != nil {
		return err
	}
	if err := t.warnIfStale(fsys); err != nil {
		return err
	}
	zones, err := computeZones(fsys, s, scenario, *km)
	if err != nil {
		return err
	}
	return write(t.stdout,
		&scenarioReport{fsys: fsys, story: s, zones: zones, result: zones.Result()})
}

func findScenario(s *story.Story, ids []string) (*story.Scenario, error) {
	var known []string
	for _, scenario := range s.Scenarios {
		known = append(known, scenario.ID)
	}
	if len(ids) == 0 {
		return nil, badUsage("scenario: name one of %s", strings.Join(known, ", "))
	}
	scenario, ok := s.Scenario(ids[0])
	if !ok {
		return nil,
			badUsage("scenario: no scenario %q; there are %s", ids[0], strings.Join(known, ", "))
	}
	return scenario, nil
}

// resolvePullback returns the requested pull-back distance in km, or the scenario's default.
func resolvePullback(o *options, scenario *story.Scenario, km int) (int, error) {
	isSet := false
	o.Visit(func(f *flag.Flag) { isSet = isSet || f.Name == "pullback" })
	switch {
	case !isSet:
		return scenario.Pullback.Default, nil
	case !scenario.HasPullback():
		return 0, badUsage("scenario: %s has no pull-back", scenario.ID)
	case !scenario.OffersDistance(km):
		return 0,
			badUsage("scenario: %s offers no pull-back of %d km; there are %s", scenario.ID, km,
				strings.Trim(fmt.Sprint(scenario.Pullback.Km), "[]"))
	}
	return km, nil
}

func computeZones(fsys fs.FS, s *story.Story, scenario *story.Scenario,
	km int) (*measure.Zones, error) {
	land, err := measure.ReadControlMap(fsys, s.AsOf(scenario))
	if err != nil {
		return nil, err
	}
	return land.AssignZones(scenario, km)
}

// pullbackDates returns the dates of scenarios with a pull-back, which need distance bands.
func pullbackDates(fsys fs.FS) ([]string, error) {
	s, err := story.Load(fsys)
	if err != nil {
		return nil, err
	}
	var dates []string
	for i := range s.Scenarios {
		if scenario := &s.Scenarios[i]; scenario.HasPullback() {
			dates = append(dates, s.AsOf(scenario))
		}
	}
	return dates, nil
}

// addScenarioFiles adds the results and shapes of all scenarios, and the comparisons of claims with
// estimates, to outputs. It reads shapes and figures from outputs, or from base for imported dates.
func addScenarioFiles(outputs map[string][]byte, base fs.FS) error {
	fsys := memfs.Overlay{Upper: memfs.FS(outputs), Lower: base}
	s, err := story.Load(fsys)
	if err != nil {
		return err
	}
	controlMaps := map[string]*measure.ControlMap{}
	files := map[string][]byte{}
	for i := range s.Scenarios {
		scenario := &s.Scenarios[i]
		date := s.AsOf(scenario)
		if controlMaps[date] == nil {
			if controlMaps[date], err = measure.ReadControlMap(fsys, date); err != nil {
				return fmt.Errorf("scenario %s: %w", scenario.ID, err)
			}
		}
		for _, km := range scenario.Distances() {
			zones, err := controlMaps[date].AssignZones(scenario, km)
			if err != nil {
				return err
			}
			files[assetname.ScenarioResult(scenario.ID, km)] = measure.EncodeResult(zones.Result())
			files[assetname.ScenarioShapes(scenario.ID,
				km)] = geojson.Encode(zones.Shapes(measure.ShapesOptions{Overlay: true}))
		}
	}
	if err := addWithdrawalFiles(files, s, controlMaps); err != nil {
		return err
	}
	if len(s.Claims()) > 0 || len(s.Published) > 0 {
		comparisons, err := compareClaims(fsys, s, func(string) string { return "" })
		if err != nil {
			return err
		}
		files[story.ClaimsFile] = measure.EncodeComparisons(comparisons)
	}
	maps.Copy(outputs, files)
	return nil
}

// addWithdrawalFiles adds a file for each date with land that forces would leave.
func addWithdrawalFiles(files map[string][]byte, s *story.Story,
	controlMaps map[string]*measure.ControlMap) error {
	features := map[string][]geojson.Feature{}
	for _, shape := range s.WithdrawalShapes() {
		scenario, _ := s.Scenario(shape.Withdrawal.Scenario)
		date := s.AsOf(scenario)
		zones, err := controlMaps[date].AssignZones(scenario, scenario.Pullback.Default)
		if err != nil {
			return err
		}
		features[date] = append(features[date], zones.WithdrawalFeatures(shape)...)
	}
	for date, withdrawals := range features {
		if len(withdrawals) == 0 {
			continue
		}
		collection := &geojson.Collection{Members: map[string]any{"date": date},
			Features: withdrawals}
		files[assetname.Withdrawals(date)] = geojson.Encode(collection)
	}
	return nil
}

// scenarioReport is the input of the output formats.
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
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(r.result)
}

func writeScenarioGeoJSON(w io.Writer, r *scenarioReport) error {
	_, err := w.Write(geojson.Encode(r.zones.Shapes(measure.ShapesOptions{})))
	return err
}

func writeScenarioCSV(w io.Writer, r *scenarioReport) error {
	cw := csv.NewWriter(w)
	rows := [][]string{{"scenario", "date", "zone", "area", "km2", "km2_low", "km2_high", "share",
		"from_held", "from_contested", "from_government"}}
	formatNumber := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	for _, z := range r.result.Zones {
		rows = append(rows, []string{r.result.ID, r.result.Date, string(z.Zone),
			app.EscapeCSVFormula(z.Area), formatNumber(z.Km2), formatNumber(z.Low),
			formatNumber(z.High), formatNumber(z.Share), formatNumber(z.From.Held),
			formatNumber(z.From.Contested), formatNumber(z.From.Government)})
	}
	return cw.WriteAll(rows)
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
	areaName := func(id string) string {
		a, _ := figures.Area(id)
		return a.Name
	}
	scenario := r.zones.Scenario
	r.writeHeader(w, l)
	fmt.Fprintf(w, "\nThe edge of the government's side, contested land included: %.1f km\n",
		r.result.LineKm)
	for _, edge := range r.result.Lines {
		fmt.Fprintf(w, "  %s – %s: %.1f km\n", edge.Between[0], edge.Between[1], edge.Km)
	}
	fmt.Fprintln(w)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw,
		"area\tname\tzone\tkm²\trange km²\tshare\tfrom held\tcontested\tgovernment\tbasis\t")
	for _, z := range r.result.Zones {
		basis := ""
		if z.Area != "UA" {
			basis = string(scenario.RuleFor(z.Area).Basis)
		}
		if isGovernmentThroughout(z) {
			continue
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%.0f\t%.0f–%.0f\t%.1f %%\t%.0f\t%.0f\t%.0f\t%s\t\n", z.Area,
			areaName(z.Area), z.Zone, z.Km2, z.Low, z.High,
			100*z.Share, z.From.Held, z.From.Contested, z.From.Government, basis)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(w, "\nOblasts that are the government's whole, before and after, are left out.")
	r.writeChanges(w, areaName)
	return r.writeRules(w, l, areaName)
}

// isGovernmentThroughout reports whether an oblast is wholly the government's before and after.
func isGovernmentThroughout(z story.ZoneArea) bool {
	return z.Area != "UA" && z.Share == 1 && z.Low == z.High && z.Zone == story.ZoneGovernment &&
		z.From.Held+z.From.Contested == 0
}

func (r *scenarioReport) writeHeader(w io.Writer, l *locale.Locale) {
	scenario := r.zones.Scenario
	kind := l.Text("scenario.reference")
	switch scenario.Kind {
	case story.Proposal:
		by := l.Text("page.pair", "name", l.Text("plan.proposer"), "text",
			l.Text("proposer."+scenario.Proposer))
		kind = l.Text("status."+scenario.Status) + ". " + by + ", " + l.Date(scenario.Date)
	case story.Example:
		kind = l.Text("scenario.example")
	}
	asOf := "scenario.as-of"
	if scenario.AtSigning {
		asOf += "-signing"
	}
	fmt.Fprintf(w, "%s\n%s.\n%s\n%s.\n",
		l.Text("scenario."+scenario.ID, "km", l.Km(float64(r.zones.PullbackKm))), kind,
		l.Text("scenario."+scenario.ID+".summary"), l.Text(asOf, "date", l.Date(r.result.Date)))
	if r.zones.PullbackKm != 0 {
		fmt.Fprintf(w, "Pull-back: %d km. %s: %s\n", r.zones.PullbackKm,
			l.Text(scenario.Pullback.Basis.TextKey()),
			l.TextOrEmpty("reason."+scenario.Pullback.Reason))
	}
}

// writeChanges writes the area that would change hands by oblast. It also names the oblasts that a
// plan transfers although the map shows no held land there.
func (r *scenarioReport) writeChanges(w io.Writer, areaName func(string) string) {
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
		fmt.Fprintf(w, "  %s %s: %.0f km²\n", id, areaName(id), byOblast[id])
	}
	for _, rule := range r.zones.Scenario.Rules {
		if rule.Rule != story.FollowLine && byOblast[rule.Oblast] == 0 &&
			rule.Basis != story.Assumed && rule.Rule == story.ToGovernment {
			fmt.Fprintf(w,
				"  %s %s: not resolved: the table of settlements shows no held land there\n",
				rule.Oblast, areaName(rule.Oblast))
		}
	}
}

func (r *scenarioReport) writeRules(w io.Writer, l *locale.Locale,
	areaName func(string) string) error {
	scenario := r.zones.Scenario
	fmt.Fprintln(w, "\nRules")
	for _, rule := range append(slices.Clone(scenario.Rules), scenario.RuleFor("")) {
		where := rule.Oblast + " " + areaName(rule.Oblast)
		if rule.Oblast == "" {
			where = "elsewhere"
		}
		basis := l.Text(rule.Basis.TextKey())
		if rule.Reason != "" {
			basis += ": " + l.Text("reason."+rule.Reason)
		} else if len(rule.Sources) > 0 {
			basis += ": " + strings.Join(rule.Sources, ", ")
		}
		fmt.Fprintf(w, "  %s: %s (%s)\n", where, rule.Rule, basis)
		if rule.Note != "" {
			fmt.Fprintln(w, "    "+l.Text("scenario.note."+rule.Note))
		}
	}
	for _, note := range scenario.Notes {
		fmt.Fprintf(w, "%s [%s]\n", l.Text("scenario.note."+note.ID),
			strings.Join(note.Sources, ", "))
	}
	return nil
}
