package schema

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"truceline/internal/diag"
	"truceline/internal/story"
)

var assets = os.DirFS("../../assets")

func TestCommittedDocuments(t *testing.T) {
	problems, err := Check(assets, assets)
	if err != nil || len(problems) > 0 {
		t.Errorf("%v\n%v", err, problems)
	}
}

// Each row breaks a committed document in one place.
func TestCheckDocumentNamesThePlace(t *testing.T) {
	for _, c := range []struct{ file, schema, old, new, path, rule, advice string }{
		{"story.json", StorySchema, `"proposer": "negotiators"`, `"propser": "negotiators"`,
			"/scenarios/1", "unknown field propser", "at_signing, bounds, date"},
		{"story.json", StorySchema, `"rule": "demilitarised"`, `"rule": "neutral"`,
			"/scenarios/2/rules/3/rule", "'demilitarised'", "the line of contact stands"},
		{"story.json", StorySchema, `"basis": "silent"}`, `"basis": "unknown"}`,
			"/scenarios/1/rules/8/basis", "'silent'", "reported (a report says so)"},
		{"story.json", StorySchema, `{"oblast": "UA-14", "rule": "line", "basis": "reported"`,
			`{"oblast": "UA-14", "basis": "reported"`, "/scenarios/1/rules/0", "'rule'",
			"one oblast"},
		{"story.json", StorySchema, `"maps": 1`, `"maps": "1"`, "/dates/0/maps", "want integer",
			"number of maps"},
		{"story.json", StorySchema, `"share": 0.2}`, `"share": 20}`, "/statements/0/share",
			"maximum", "0.75 for 75 %"},
		{"story.json", StorySchema, `"km": [5, 10, 15`, `"km": [5, 12, 15`,
			"/scenarios/4/pullback/km/1", "must be one of", ""},
		{"story.json", StorySchema, `{`, `[{`, "", "not valid JSON", "comma"},
		{"style.json", StyleSchema, `"sea": {"color": "#d7e3e8"}`, `"sea": {"color": "blue"}`,
			"/themes/light/fills/sea/color", "pattern", "#rrggbb"},
		{"style.json", StyleSchema, `"sea": {"color": "#d7e3e8"}`, `"see": {"color": "#d7e3e8"}`,
			"/themes/light/fills", "unknown field see", "sea"},
		{"locales/en.json", LocaleSchema, `"country": "Ukraine"`, `"country": ""`, "/country",
			"minLength", "A text"},
		{"locales/en.json", LocaleSchema, `"country": "Ukraine"`, `"The country": "Ukraine"`, "",
			"'The country' does not match pattern", "small letters"},
		{"locales/uk.json", LocaleSchema, `"reviewed_by"`, `"reviewed"`, "/title",
			"unknown field reviewed", "reviewed_by"},
	} {
		data, err := os.ReadFile("../../assets/" + c.file)
		if err != nil {
			t.Fatal(err)
		}
		broken := strings.Replace(string(data), c.old, c.new, 1)
		if broken == string(data) {
			t.Fatalf("%s has no %q", c.file, c.old)
		}
		problems, err := CheckDocument(assets, c.schema, c.file, []byte(broken))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(problems, func(p *diag.Diagnostic) bool {
			return p.File == c.file && p.Place == c.path && strings.Contains(p.Detail, c.rule) &&
				strings.Contains(p.Advice, c.advice)
		}) {
			t.Errorf("%s, %s: want %q at %s with advice %q, got\n%v", c.file, c.new, c.rule, c.path,
				c.advice, problems)
		}
	}
}

func TestCheckReportsBrokenSchemas(t *testing.T) {
	for name, schemas := range map[string]fstest.MapFS{
		"none":     {},
		"no JSON":  {StorySchema: {Data: []byte("{")}},
		"no sense": {StorySchema: {Data: []byte(`{"type": 7}`)}},
	} {
		if _, err := Check(schemas, assets); err == nil ||
			!strings.Contains(err.Error(), StorySchema) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if problems, err := Check(assets, fstest.MapFS{}); err != nil || len(problems) > 0 {
		t.Errorf("no documents: %v %v", problems, err)
	}
}

// The schema of the story and its Go type must have the same fields with the same types, and the
// schema must describe each.
func TestStorySchemaMatchesType(t *testing.T) {
	data, err := os.ReadFile("../../assets/" + StorySchema)
	if err != nil {
		t.Fatal(err)
	}
	var root map[string]any
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	checkSchemaOfType(t, root, root, reflect.TypeFor[story.Story](), "")
}

func checkSchemaOfType(t *testing.T, root, node map[string]any, typ reflect.Type, path string) {
	t.Helper()
	if name, ok := node["$ref"].(string); ok {
		node = resolvePointer(root, strings.TrimPrefix(name, "#"))
	}
	want := map[reflect.Kind]string{
		reflect.Struct: "object", reflect.Map: "object", reflect.Slice: "array",
		reflect.String: "string",
		reflect.Bool:   "boolean", reflect.Int: "integer", reflect.Float64: "number",
	}[typ.Kind()]
	if node["type"] != want {
		t.Errorf("%s: the schema wants %v, the type %s", path, node["type"], want)
		return
	}
	switch typ.Kind() {
	case reflect.Slice:
		checkSchemaOfType(t, root, node["items"].(map[string]any), typ.Elem(), path+"/0")
	case reflect.Map:
		checkSchemaOfType(t, root, node["additionalProperties"].(map[string]any), typ.Elem(),
			path+"/x")
	case reflect.Struct:
		checkSchemaFields(t, root, node, typ, path)
	}
}

func checkSchemaFields(t *testing.T, root, node map[string]any, typ reflect.Type, path string) {
	t.Helper()
	if node["additionalProperties"] != false {
		t.Errorf("%s: the schema takes unknown fields", path)
	}
	properties, _ := node["properties"].(map[string]any)
	unmatched := propertyNames(node)
	for field := range typ.Fields() {
		name := field.Tag.Get("json")
		property, ok := properties[name].(map[string]any)
		if !ok {
			t.Errorf("%s/%s: the schema does not know the field", path, name)
			continue
		}
		unmatched = slices.DeleteFunc(unmatched, func(x string) bool { return x == name })
		if description, _ := property["description"].(string); len(description) < 5 {
			t.Errorf("%s/%s: the field is not explained", path, name)
		}
		checkSchemaOfType(t, root, property, field.Type, fmt.Sprint(path, "/", name))
	}
	for _, name := range unmatched {
		t.Errorf("%s/%s: the type does not know the field", path, name)
	}
}
