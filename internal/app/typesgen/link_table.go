package typesgen

import (
	"fmt"
	"io/fs"
	"reflect"
	"strings"

	"truceline/internal/app"
)

// sampleState has every field of a State set, so that its link shows the form of every parameter.
var sampleState = app.State{
	Lang: "uk", Theme: app.ThemeDark, Date: "2025-07-01", Scenario: "plan-20", Pullback: 10,
	Step:   "hubs",
	Layers: map[string]bool{"hubs": true, "band": false},
	View:   &app.Viewpoint{Lon: 37.5, Lat: 48.25, Zoom: 7},
	Select: "UA-14", UI: app.UINone, Transparent: true,
}

// LinkTable is the table of a link's parameters in Markdown: name, form and meaning, from app.State
// and its comments. Sources is the folder of package app.
func LinkTable(sources fs.FS) (string, error) {
	g := &generator{comments: map[string]string{}}
	if err := g.readComments(sources); err != nil {
		return "", err
	}
	fields := map[string]string{}
	for f := range reflect.TypeFor[app.State]().Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		fields[name] = f.Name
	}
	if len(fields) != len(app.LinkParameters()) {
		return "", fmt.Errorf("a State has %d fields and a link %d parameters", len(fields),
			len(app.LinkParameters()))
	}
	var out strings.Builder
	out.WriteString("| parameter | for example | what it says |\n|---|---|---|\n")
	for part := range strings.SplitSeq(sampleState.Link(), "&") {
		name, _, _ := strings.Cut(part, "=")
		about := strings.Join(strings.Fields(g.comments["State."+fields[name]]), " ")
		if about == "" {
			return "", fmt.Errorf("the parameter %s has no field of State with a comment", name)
		}
		delete(fields, name)
		fmt.Fprintf(&out, "| `%s` | `%s` | %s |\n", name, part, withoutGoWords(about))
	}
	if len(fields) > 0 {
		return "", fmt.Errorf("the sample leaves out %v", fields)
	}
	return out.String(), nil
}

// withoutGoWords takes the Go name off the front of a comment ("Date is the day" becomes "The day")
// and Go's words for what is missing out of it.
func withoutGoWords(about string) string {
	words := strings.SplitN(about, " ", 3)
	if len(words) == 3 && (words[1] == "is" || words[1] == "are") {
		about = words[2]
	} else if len(words) == 3 {
		about = words[1] + " " + words[2]
	}
	about = strings.NewReplacer("Empty: ", "Without it: ", "Nil: ", "Without it: ", "False: ",
		"Without it: ", "0: ", "Without it: ").Replace(about)
	return strings.ToUpper(about[:1]) + about[1:]
}
