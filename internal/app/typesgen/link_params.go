package typesgen

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"truceline/internal/app"
)

// LinkParamsModule returns the content of web/link-params.js: what the page's scripts know of the
// parameters of a link.
func LinkParamsModule() (string, error) {
	if err := checkFields(); err != nil {
		return "", err
	}
	var out strings.Builder
	out.WriteString("// The parameters of a link. Written from the table in internal/app/state.go by\n" +
		"// internal/app/typesgen: do not edit.\n")
	list := func(name, doc string, include func(app.LinkParam) bool) {
		fmt.Fprintf(&out, "\n/** %s */\nexport const %s = /** @type {const} */ (%s);\n", doc, name,
			jsList(names(include)))
	}
	list("SUBJECT_PARAMS", "Parameters that choose the subject of the picture.",
		func(p app.LinkParam) bool { return p.Scope == app.ScopeSubject })
	list("PICTURE_PARAMS", "Parameters that change the picture.", func(p app.LinkParam) bool {
		return p.Scope == app.ScopeSubject || p.Scope == app.ScopePicture
	})
	list("PAGE_PARAMS", "Parameters that change the look of the page.",
		func(p app.LinkParam) bool { return p.Scope == app.ScopePage })
	list("ARTICLE_PARAMS", "Parameters that the article around a frame may choose.", inMessages)
	for _, p := range app.LinkParams() {
		if p.Values != nil {
			fmt.Fprintf(&out, "\n/** The values of `%s`. */\nexport const %s = %s;\n", p.Name,
				valuesName(p), jsList(p.Values))
		}
	}
	out.WriteString("\n/** The kind of each parameter's values, or the list of the values. */\n" +
		"export const PARAM_KINDS = {\n")
	for _, p := range app.LinkParams() {
		kind := "'" + p.Kind + "'"
		if p.Values != nil {
			kind = valuesName(p)
		}
		fmt.Fprintf(&out, "  %s: %s,\n", p.Name, kind)
	}
	out.WriteString("};\n")
	return out.String(), nil
}

// LinkTable returns the Markdown table of a link's parameters, with an example and a description of
// each.
func LinkTable() string {
	var out strings.Builder
	out.WriteString("| parameter | for example | what it says |\n|---|---|---|\n")
	for _, p := range app.LinkParams() {
		text := p.Description + "."
		if p.Default != "" {
			text += " Without it: " + p.Default + "."
		}
		fmt.Fprintf(&out, "| `%s` | `%s=%s` | %s |\n", p.Name, p.Name, p.Example, text)
	}
	return out.String()
}

// ArticleParams returns the Markdown sentence that lists the parameters of messages.
func ArticleParams() string {
	return "A view state has any of `" + strings.Join(names(inMessages), "`, `") + "`.\n"
}

func inMessages(p app.LinkParam) bool { return p.Article }

// names returns the names of the parameters that are to be included.
func names(include func(app.LinkParam) bool) []string {
	var list []string
	for _, p := range app.LinkParams() {
		if include(p) {
			list = append(list, p.Name)
		}
	}
	return list
}

func jsList(values []string) string { return "['" + strings.Join(values, "', '") + "']" }

// valuesName returns the name of the JavaScript constant with the values of an enumeration.
func valuesName(p app.LinkParam) string { return strings.ToUpper(p.Name) + "_VALUES" }

// checkFields reports an error if the fields of app.State and the parameters of a link differ.
func checkFields() error {
	var fields []string
	for f := range reflect.TypeFor[app.State]().Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		fields = append(fields, name)
	}
	params := names(func(app.LinkParam) bool { return true })
	slices.Sort(fields)
	slices.Sort(params)
	if !slices.Equal(fields, params) {
		return fmt.Errorf("a State has the fields %v and a link the parameters %v", fields, params)
	}
	return nil
}
