package site

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"truceline/internal/app"
)

// smallSite returns a small site with the structure of a built one, which is fast to write.
func smallSite(t *testing.T, text string) *Site {
	t.Helper()
	s := &Site{policy: withInlineStyle(contentPolicy(nil), "sha256-"+text),
		pinnedVersion: "2026-01-06-" + text}
	for _, name := range []string{"index.html", "en/index.html", "uk/index.html",
		"en/tl-en-map/index.html"} {
		s.add(&File{Name: name, Data: []byte(strings.Repeat("<p>"+text+"</p>", 200))})
	}
	s.add(newHashedFile("assets/base.json", []byte(`{"text":"`+text+`"}`)))
	s.add(&File{Name: "sw.js", Data: []byte("// worker")})
	s.add(&File{Name: "v/" + s.pinnedVersion + "/policy.txt", Data: []byte(s.policy)})
	s.add(&File{Name: "v/" + s.pinnedVersion + "/en/tl-en-map/index.html", Data: []byte(text)})
	return s
}

// readTree returns the content of all files in a folder, by their paths.
func readTree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestWriteIsReproducible(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	for _, dir := range []string{one, two} {
		if _, err := smallSite(t, "a").Write(dir); err != nil {
			t.Fatal(err)
		}
	}
	a, b := readTree(t, one), readTree(t, two)
	if len(a) != len(b) || len(a) < 12 {
		t.Fatalf("%d and %d files", len(a), len(b))
	}
	for name, content := range a {
		if b[name] != content {
			t.Errorf("%s differs", name)
		}
	}
	again, err := smallSite(t, "a").Write(one)
	if err != nil || again.Changed != 0 {
		t.Errorf("written again: %+v, %v", again, err)
	}
}

func TestWriteKeepsEarlierFilesAndVersions(t *testing.T) {
	dir := t.TempDir()
	for _, text := range []string{"a", "b"} {
		if _, err := smallSite(t, text).Write(dir); err != nil {
			t.Fatal(err)
		}
	}
	files := readTree(t, dir)
	bases := 0
	for name := range files {
		if strings.HasPrefix(name, "assets/base.") && strings.HasSuffix(name, ".json") {
			bases++
		}
		if strings.Contains(name, "writing") {
			t.Errorf("%s was left behind", name)
		}
	}
	if bases != 2 {
		t.Errorf("%d base files, want the earlier and the present one", bases)
	}
	if files["v/2026-01-06-a/en/tl-en-map/index.html"] != "a" {
		t.Error("the kept version has changed")
	}
	for _, want := range []string{
		"/v/2026-01-06-a/*\n  Cache-Control: no-cache\n  Content-Security-Policy: " +
			withInlineStyle(contentPolicy(nil), "sha256-a"), "/v/2026-01-06-b/*", "/en/*", "/uk/*",
		"\n  Cross-Origin-Embedder-Policy: require-corp\n  Cross-Origin-Resource-Policy: cross-origin\n", "/assets/*\n  Cache-Control: " + cacheForever} {
		if !strings.Contains(files["_headers"], want) {
			t.Errorf("_headers lacks %q:\n%s", want, files["_headers"])
		}
	}
	var m struct{ Files map[string]string }
	if err := json.Unmarshal([]byte(files["manifest.json"]), &m); err != nil {
		t.Fatal(err)
	}
	for name, hash := range m.Files {
		if digest([]byte(files[name])) != hash {
			t.Errorf("the manifest's hash of %s is not that of the file", name)
		}
	}
	if m.Files["index.html"] == "" || m.Files["manifest.json"] != "" {
		t.Errorf("the manifest lists %v", m.Files)
	}
}

func TestWriteNamesFolderThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := smallSite(t, "a").Write(filepath.Join(file, "dir")); err == nil ||
		!strings.Contains(err.Error(), file) {
		t.Errorf("error %v", err)
	}
	broken := smallSite(t, "a")
	broken.add(&File{Name: "cards/x.png", hash: "x",
		generate: func() ([]byte, error) { return nil, errors.New("no picture") }})
	dir := filepath.Join(t.TempDir(), "new")
	if _, err := broken.Write(dir); err == nil {
		t.Error("a card that cannot be drawn is no fault")
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("something was written before all was there: %v", err)
	}
}

func TestRouteIDsDoNotContainOneAnother(t *testing.T) {
	good := []route{{lang: "en"}, {lang: "en", scenario: "plan-20"},
		{lang: "en", scenario: "plan-28"}, {lang: "uk"}}
	if err := checkRouteIDs(good); err != nil {
		t.Error(err)
	}
	for _, bad := range [][]route{{{lang: "en", scenario: "plan-2"},
		{lang: "en", scenario: "plan-28"}}, {{lang: "en"}, {lang: "en", scenario: "map-2"}}} {
		if checkRouteIDs(bad) == nil {
			t.Errorf("%s and %s may stand side by side", bad[0].id(), bad[1].id())
		}
	}
}

// mapPages returns the built pages that contain the map, by their names.
func mapPages(t *testing.T) map[string]string {
	pages := map[string]string{}
	for _, file := range committedSite(t).Files() {
		if strings.HasSuffix(file.Name, ".html") && file.Name != notFoundName &&
			!isFramingPage(file.Name) {
			pages[file.Name] = string(file.Data)
		}
	}
	return pages
}

var (
	stylePattern  = regexp.MustCompile(`<style>([^<]*)</style>`)
	policyPattern = regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`)
	oembedPattern = regexp.MustCompile(`type="application/json\+oembed" href="([^"]*)"`)
	imagePattern  = regexp.MustCompile(`property="og:image" content="([^"]*)"`)
	linkPattern   = regexp.MustCompile(`(?:src|href)="([^"#:]*)"`)
)

func TestPagePolicyHasHashOfStyle(t *testing.T) {
	s := committedSite(t)
	for name, page := range mapPages(t) {
		styles := stylePattern.FindAllStringSubmatch(page, -1)
		if len(styles) != 1 {
			t.Fatalf("%s: %d style sheets", name, len(styles))
		}
		sum := sha256.Sum256([]byte(styles[0][1]))
		hash := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		meta := strings.NewReplacer("&#39;", "'", "&#43;",
			"+").Replace(policyPattern.FindStringSubmatch(page)[1])
		if !strings.Contains(s.Policy(), hash) || meta != s.Policy() {
			t.Errorf("%s: its style is %s, its policy %s", name, hash, meta)
		}
	}
}

func TestPageLinksExist(t *testing.T) {
	s := committedSite(t)
	for name, page := range mapPages(t) {
		base, _ := url.Parse("/" + name)
		for _, m := range linkPattern.FindAllStringSubmatch(page, -1) {
			target, err := base.Parse(m[1])
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			file := strings.TrimPrefix(target.Path, "/")
			if file == "" || strings.HasSuffix(file, "/") {
				file += "index.html"
			}
			if s.File(file) == nil {
				t.Errorf("%s refers to %s, which is not there", name, m[1])
			}
		}
		for _, m := range [][]string{oembedPattern.FindStringSubmatch(page),
			imagePattern.FindStringSubmatch(page)} {
			file, ok := strings.CutPrefix(m[1], "https://news.example/maps/")
			if !ok || s.File(file) == nil {
				t.Errorf("%s refers to %s, which is not there", name, m[1])
			}
		}
		if n := strings.Count(page, ` id="tl-row-UA-14"`); n != 1 ||
			!strings.Contains(page, `href="#tl-row-UA-14"`) {
			t.Errorf("%s: the picture does not lead to the row of Donetsk oblast (%d rows)", name,
				n)
		}
	}
}

func TestNotFoundPageWorksAtAnyAddress(t *testing.T) {
	s := committedSite(t)
	page := string(s.File(notFoundName).Data)
	base, _ := url.Parse("https://news.example/maps/v/gone/en/tl-en-map/")
	var targets []string
	for _, m := range linkPattern.FindAllStringSubmatch(page, -1) {
		address, err := base.Parse(m[1])
		if err != nil {
			t.Fatal(err)
		}
		file, ok := strings.CutPrefix(address.String(), "https://news.example/maps/")
		if strings.HasSuffix(file, "/") {
			file += "index.html"
		}
		if !ok || s.File(file) == nil {
			t.Errorf("%s leads to %s, which is not there", m[1], address)
		}
		targets = append(targets, file)
	}
	for _, lang := range []string{"en", "uk", "fr"} {
		if !slices.Contains(targets, lang+"/index.html") ||
			!strings.Contains(page, ` lang="`+lang+`"`) {
			t.Errorf("nothing in %s: %v", lang, targets)
		}
	}
	if meta := policyPattern.FindStringSubmatch(page); meta == nil ||
		strings.Contains(page, "<style") || strings.Contains(page, "style=") ||
		strings.Contains(page, "<script") {
		t.Error("what it shows the policy of other pages would block")
	}
	res := request(t, s, "GET", "/v/gone/en/tl-en-map/", nil)
	if body, _ := io.ReadAll(res.Body); res.StatusCode != http.StatusNotFound ||
		string(body) != page || res.Header.Get("Content-Type") != "text/html; charset=utf-8" ||
		res.Header.Get("Cache-Control") != "no-cache" {
		t.Errorf("answered with %s %v", res.Status, res.Header)
	}
}

func TestOEmbedAnswersFollowSpecification(t *testing.T) {
	s := committedSite(t)
	count := 0
	for _, file := range s.Files() {
		if !strings.HasPrefix(file.Name, "oembed/") {
			continue
		}
		count++
		var answer map[string]any
		if err := json.Unmarshal(file.Data, &answer); err != nil {
			t.Fatalf("%s: %v", file.Name, err)
		}
		for _, key := range []string{"version", "type", "title", "provider_name", "provider_url",
			"html", "thumbnail_url"} {
			if text, _ := answer[key].(string); text == "" {
				t.Errorf("%s: no %s", file.Name, key)
			}
		}
		for key, want := range map[string]float64{"width": embedWidth, "thumbnail_width": 1200,
			"thumbnail_height": 630, "cache_age": oEmbedCacheAge} {
			if answer[key] != want {
				t.Errorf("%s: %s is %v, want %v", file.Name, key, answer[key], want)
			}
		}
		frame := strings.Split(strings.TrimPrefix(file.Name, "oembed/"), "-")
		if want := FrameHeight(embedWidth, frame[1],
			app.UICompact); answer["height"] != float64(want) {
			t.Errorf("%s: height is %v, want %d", file.Name, answer["height"], want)
		}
		if answer["version"] != "1.0" || answer["type"] != "rich" {
			t.Errorf("%s: version %v, type %v", file.Name, answer["version"], answer["type"])
		}
		html, id := answer["html"].(string),
			strings.TrimSuffix(strings.TrimPrefix(file.Name, "oembed/"), ".json")
		lang := strings.Split(id, "-")[1]
		if !strings.Contains(html, ` frameborder="0" `) {
			t.Errorf("%s: WordPress draws a border around %s", file.Name, html)
		}
		if !strings.Contains(html, ` src="https://news.example/maps/`+lang+`/`+id+`/"`) ||
			!strings.Contains(html, "2026") {
			t.Errorf("%s: the frame is %s", file.Name, html)
		}
	}
	if count != 21 {
		t.Errorf("%d answers, want one for each language and scenario", count)
	}
}

func TestPinnedPages(t *testing.T) {
	s := committedSite(t)
	var v versions
	if err := json.Unmarshal(s.File(versionsName).Data, &v); err != nil {
		t.Fatal(err)
	}
	page := s.File("v/" + v.Latest + "/uk/tl-uk-plan-28/index.html")
	if page == nil || !strings.HasPrefix(v.Latest, "2026-01-06-") {
		t.Fatalf("no kept page in version %s", v.Latest)
	}
	if !strings.Contains(string(page.Data), `"pinned":{"subject":"plan-28","hash":"`+
		v.Hashes["plan-28"]+`"}`) || v.Hashes["plan-28"] == "" || v.Hashes["2026-01-06"] == "" {
		t.Errorf("versions %+v", v)
	}
	if !strings.Contains(string(page.Data), `href="../../../../uk/tl-uk-plan-28/"`) {
		t.Error("the kept page does not lead to the one that follows updates")
	}
	if strings.Contains(string(s.File("uk/tl-uk-plan-28/index.html").Data), `"pinned"`) {
		t.Error("a page that follows updates is kept")
	}
}

// Every page is of a kind listed in test/page-kinds.json, of which test/sheets.test.js opens one
// each.
func TestEveryKindOfPageIsOpenedInABrowser(t *testing.T) {
	data, err := os.ReadFile("../../test/page-kinds.json")
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	if err := json.Unmarshal(data, &kinds); err != nil {
		t.Fatal(err)
	}
	patterns := strings.NewReplacer(`\{lang\}`, `[a-z]{2}`, `\{scenario\}`, `[a-z0-9-]+`,
		`\{version\}`, `[0-9-]{10}-[0-9a-f]+`)
	written := map[string]bool{}
	for _, file := range committedSite(t).Files() {
		if !strings.HasSuffix(file.Name, ".html") || file.Name == notFoundName {
			continue
		}
		i := slices.IndexFunc(kinds, func(kind string) bool {
			return regexp.MustCompile("^" + patterns.Replace(regexp.QuoteMeta(kind)) +
				"index.html$").MatchString(file.Name)
		})
		if i < 0 {
			t.Errorf("%s is of a kind that is not in test/page-kinds.json", file.Name)
			continue
		}
		written[kinds[i]] = true
	}
	for _, kind := range kinds {
		if !written[kind] {
			t.Errorf("no page of the kind %q is written", kind)
		}
	}
}
