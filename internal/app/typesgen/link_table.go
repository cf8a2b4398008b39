package typesgen

import (
	"fmt"
	"io/fs"
	"reflect"
	"strings"

	"truceline/internal/app"
)

// sampleState has every field set, so that its link shows the form of every parameter.
var sampleState = app.State{
	Lang: "uk", Theme: app.ThemeDark, Date: "2025-07-01", Scenario: "plan-20", Pullback: 10,
	Step:   "hubs",
	Layers: map[string]bool{"hubs": true, "band": false},
	View:   &app.Viewpoint{Lon: 37.5, Lat: 48.25, Zoom: 7},
	Select: "UA-14", UI: app.UINone, Transparent: true,
}

// LinkTable returns the Markdown table of a link's parameters, with an example and a description of
// each from the comments of app.State. Sources holds the Go files of package app.
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
		doc := strings.Join(strings.Fields(g.comments["State."+fields[name]]), " ")
		if doc == "" {
			return "", fmt.Errorf("the parameter %s has no field of State with a comment", name)
		}
		delete(fields, name)
		fmt.Fprintf(&out, "| `%s` | `%s` | %s |\n", name, part, withoutGoWords(doc))
	}
	if len(fields) > 0 {
		return "", fmt.Errorf("the sample leaves out %v", fields)
	}
	return out.String(), nil
}

// withoutGoWords turns the doc comment of a field into a description for readers of the page: it
// removes the field's name ("Date is the day" becomes "The day") and replaces the names of Go's
// zero values.
func withoutGoWords(doc string) string {
	words := strings.SplitN(doc, " ", 3)
	if len(words) == 3 && (words[1] == "is" || words[1] == "are") {
		doc = words[2]
	} else if len(words) == 3 {
		doc = words[1] + " " + words[2]
	}
	doc = strings.NewReplacer("Empty: ", "Without it: ", "Nil: ", "Without it: ", "False: ",
		"Without it: ", "0: ", "Without it: ").Replace(doc)
	return strings.ToUpper(doc[:1]) + doc[1:]
}
