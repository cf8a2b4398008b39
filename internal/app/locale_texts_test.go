package app

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"golang.org/x/image/font/sfnt"

	"truceline/internal/diag"
	"truceline/internal/locale"
	"truceline/internal/scene"
	"truceline/internal/story"
)

// committedLocales returns the repository's locales.
func committedLocales(t *testing.T) []*locale.Locale {
	t.Helper()
	var out []*locale.Locale
	for _, lang := range locale.Langs() {
		l, err := locale.Load(assets, lang)
		if err != nil {
			if _, missing := fs.Stat(assets, locale.Path(lang)); missing != nil &&
				lang != locale.Default {
				continue
			}
			t.Fatal(err)
		}
		out = append(out, l)
	}
	return out
}

// glossary has the agreed wording of texts, by key and language.
var glossary = map[string]map[string]string{
	"held-2022": {
		"en": "Taken by Russian forces since the invasion of 24 February 2022",
		"uk": "Території, зайняті російськими військами після вторгнення 24 лютого 2022 року",
		"fr": "Zones prises par les forces russes depuis l’invasion du 24 février 2022",
	},
	"held-old": {
		"en": "Controlled by Russia or Russia-backed forces since 2014–15",
		"uk": "Під контролем Росії або підтримуваних нею сил із 2014–2015 років",
		"fr": "Sous contrôle de la Russie ou de forces soutenues par elle depuis 2014-2015",
	},
	"held-before-crimea": {
		"en": "Crimea and Sevastopol: controlled by Russia since 2014; annexation not recognised by the UN General Assembly",
		"uk": "Крим і Севастополь: під контролем Росії з 2014 року; анексії не визнала Генеральна Асамблея ООН",
		"fr": "Crimée et Sébastopol\u00a0: contrôlées par la Russie depuis 2014\u00a0; annexion non reconnue par l’Assemblée générale de l’ONU",
	},
	"held-before-donbas": {
		"en": "Controlled by Russia-backed forces before 24 February 2022",
		"uk": "Під контролем підтримуваних Росією сил ще до 24 лютого 2022 року",
		"fr": "Sous contrôle de forces soutenues par la Russie avant le 24 février 2022",
	},
	"annexed-2022": {
		"en": "Russia declared four oblasts annexed in September 2022; not recognised by the UN General Assembly (ES-11/4)",
		"uk": "У вересні 2022 року Росія оголосила анексію чотирьох областей; Генеральна Асамблея ООН її не визнала (ES-11/4)",
		"fr": "En septembre 2022, la Russie a proclamé l’annexion de quatre oblasts, non reconnue par l’Assemblée générale de l’ONU (ES-11/4)",
	},
	"disagree": {
		"en": "Contested, or sources differ",
		"uk": "Спірні ділянки або розбіжності джерел",
		"fr": "Zones disputées ou sources divergentes",
	},
	"one-source": {
		"en": "One source only",
		"uk": "Лише одне джерело",
		"fr": "Une seule source",
	},
	"contact": {
		"en": "Estimated line of contact, {date}",
		"uk": "Орієнтовна лінія зіткнення, {date}",
		"fr": "Ligne de contact estimée, {date}",
	},
	"proposal": {
		"en": "Proposal",
		"uk": "Пропозиція",
		"fr": "Proposition",
	},
	"illustrative": {
		"en": "Illustrative: by {date} neither sites nor their number had been announced",
		"uk": "Умовно: станом на {date} не оголошено ні місць, ні їхньої кількості",
		"fr": "À titre indicatif\u00a0: au {date}, ni les sites ni leur nombre n’avaient été annoncés",
	},
	"after-deal": {
		"en": "Only after a ceasefire, in a peace deal",
		"uk": "Лише після припинення вогню, за мирною угодою",
		"fr": "Seulement après un cessez-le-feu, dans un accord de paix",
	},
	"assumed": {
		"en": "Assumed by this map",
		"uk": "Припущення цієї карти",
		"fr": "Hypothèse de cette carte",
	},
	"silent": {
		"en": "The plan does not say",
		"uk": "У плані не зазначено",
		"fr": "Le plan ne le précise pas",
	},
	"dmz": {
		"en": "Would become a demilitarised zone",
		"uk": "Стали б демілітаризованою зоною",
		"fr": "Deviendraient une zone démilitarisée",
	},
	"to-ua": {
		"en": "Would pass to Ukrainian control",
		"uk": "Перейшли б під контроль України",
		"fr": "Passeraient sous contrôle ukrainien",
	},
	"to-ru": {
		"en": "Would pass to Russian control",
		"uk": "Перейшли б під контроль Росії",
		"fr": "Passeraient sous contrôle russe",
	},
	"leave-ua": {
		"en": "Ukrainian forces would withdraw from here",
		"uk": "Звідси відійшли б українські війська",
		"fr": "Les forces ukrainiennes s’en retireraient",
	},
	"leave-ru": {
		"en": "Russian forces would withdraw from here",
		"uk": "Звідси відійшли б російські війська",
		"fr": "Les forces russes s’en retireraient",
	},
	"neither": {
		"en": "Neither army",
		"uk": "Без жодної з армій",
		"fr": "Aucune des deux armées",
	},
	"stay-ua": {
		"en": "Would stay under Ukrainian control",
		"uk": "Залишилися б під контролем України",
		"fr": "Resteraient sous contrôle ukrainien",
	},
	"stay-ru": {
		"en": "Would stay under Russian control",
		"uk": "Залишилися б під контролем Росії",
		"fr": "Resteraient sous contrôle russe",
	},
	"change": {
		"en": "Change of control",
		"uk": "Зміна контролю",
		"fr": "Changement de contrôle",
	},
	"situation": {
		"en": "Situation on {date}",
		"uk": "Станом на {date}",
		"fr": "Situation au {date}",
	},
	"stale": {
		"en": "no update since",
		"uk": "відтоді без оновлень",
		"fr": "sans mise à jour depuis",
	},
	"scenario.donbas": {
		"en": "Russia’s demand: Ukrainian forces leave all of Donetsk and Luhansk oblasts",
		"uk": "Вимога Росії: виведення українських військ з усієї території Донецької та Луганської областей",
		"fr": "Exigence russe\u00a0: retrait ukrainien de la totalité des oblasts de Donetsk et de Louhansk",
	},
	"scenario.mutual-pullback": {
		"en": "Example of a mutual pull-back: {km} on each side (distance assumed by this map)",
		"uk": "Приклад взаємного відведення: по {km} з кожного боку (відстань — припущення цієї карти)",
		"fr": "Exemple de retrait mutuel\u00a0: {km} de chaque côté (distance supposée par cette carte)",
	},
	"scenario.plan-28": {
		"en": "US-led draft in 28 points, leaked in November 2025",
		"uk": "Проєкт під проводом США з 28 пунктів, витік у листопаді 2025 року",
		"fr": "Projet en 28 points mené par les États-Unis, divulgué en novembre 2025",
	},
	"scenario.plan-20": {
		"en": "Draft in 20 points, made public on 24 December 2025",
		"uk": "Проєкт із 20 пунктів, оприлюднений 24 грудня 2025 року",
		"fr": "Projet en 20 points, rendu public le 24 décembre 2025",
	},
	"freeze": {
		"en": "Line if the front were frozen",
		"uk": "Лінія в разі замороження фронту",
		"fr": "Ligne en cas de gel du front",
	},
	"layer.freeze": {
		"en": "Line if the front were frozen",
		"uk": "Лінія в разі замороження фронту",
		"fr": "Ligne en cas de gel du front",
	},
	"freeze.label": {
		"en": "Line if frozen on this day: about {km}, smoothed, without the estuary",
		"uk": "Лінія в разі замороження цього дня: близько {km}, згладжена, без лиману",
		"fr": "Ligne en cas de gel ce jour-là\u00a0: environ {km}, lissée, sans l’estuaire",
	},
	"page.scenario-none": {
		"en": "Who holds what",
		"uk": "Хто що контролює",
		"fr": "Qui contrôle quoi",
	},
	"proposer.negotiators": {
		"en": "Ukrainian and US negotiators, made public by President Zelensky",
		"uk": "українські й американські переговорники; оприлюднив президент Зеленський",
		"fr": "négociateurs ukrainiens et américains, rendu public par le président Zelensky",
	},
	"plan.changed-row": {
		"en": "Change of control",
		"uk": "Зміна контролю",
		"fr": "Changement de contrôle",
	},
	"table.contested": {
		"en": "Contested, or sources differ",
		"uk": "Спірні ділянки або розбіжності джерел",
		"fr": "Zones disputées ou sources divergentes",
	},
	"hub": {"en": "City named for troops, no hub site",
		"uk": "Місто, назване для військ; місць для хабів не оголошено",
		"fr": "Ville citée pour des troupes\u00a0; aucun site de hub"},
	"hubs": {"en": "Proposed “military hubs”", "uk": "Запропоновані «військові хаби»",
		"fr": "«\u00a0Hubs militaires\u00a0» proposés"},
	"hubs-places": {
		"en": "Cities President Macron named in 2025 as possible places for European troops: {places}. By {date} no hub site had been announced", "uk": "Міста, які президент Макрон у 2025 році називав можливими місцями для європейських військ: {places}. Станом на {date} місць для хабів не оголосили", "fr": "Villes citées en 2025 par le président Macron comme lieux possibles pour des troupes européennes\u00a0: {places}. Au {date}, aucun site de hub n’avait été annoncé"},
}

func TestGlossary(t *testing.T) {
	for _, l := range committedLocales(t) {
		for key, words := range glossary {
			if got := l.Text(key); got != words[l.Lang] {
				t.Errorf("%s %s: %q, want %q", l.Lang, key, got, words[l.Lang])
			}
		}
	}
}

// bannedWords are words that the map must not use in its own voice. A trailing hyphen stands for
// any ending.
var bannedWords = map[string][]string{
	"en": {"russian territory", "ceded", "cede", "returned", "returns", "gains", "liberated",
		"annexed regions", "now", "currently", "yet", "true", "false", "occupied", "unfortunately"},
	"uk": {"російська територія", "російської території", "поступил-", "повернут-", "повернул-",
		"звільнен-", "звільнил-", "зараз", "наразі", "поки що"},
	"fr": {"territoire russe", "cédé-", "restitu-", "libéré-", "maintenant", "actuellement",
		"pour l instant"},
}

func TestTexts_NoBannedWords(t *testing.T) {
	for _, l := range committedLocales(t) {
		for _, key := range l.Keys() {
			text := " " + normalizeWords(l.Text(key)) + " "
			for _, word := range bannedWords[l.Lang] {
				stem, open := strings.CutSuffix(word, "-")
				if !open {
					stem += " "
				}
				if strings.Contains(text, " "+stem) {
					t.Errorf("%s %s: %q says %q", l.Lang, key, l.Text(key), word)
				}
			}
		}
	}
}

// normalizeWords returns the words of a text in lower case, separated by single spaces.
func normalizeWords(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text),
		func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// A text that says oblasts were declared annexed must also say that this was not recognised.
func TestTexts_AnnexationNotRecognised(t *testing.T) {
	words := map[string][2]string{"en": {"annex", "not recognised"}, "uk": {"анекс", "не визнала"},
		"fr": {"annex", "non reconnue"}}
	for _, l := range committedLocales(t) {
		for _, key := range l.Keys() {
			if text, w := strings.ToLower(l.Text(key)),
				words[l.Lang]; strings.Contains(text, w[0]) && !strings.Contains(text, w[1]) {
				t.Errorf("%s %s: %q", l.Lang, key, l.Text(key))
			}
		}
	}
}

// The texts of story.json have typographic apostrophes too.
func TestTexts_TypographicApostrophes(t *testing.T) {
	straight := regexp.MustCompile(`\p{L}'|'\p{L}`)
	for _, l := range committedLocales(t) {
		for _, key := range l.Keys() {
			if straight.MatchString(l.Text(key)) {
				t.Errorf("%s %s: %q", l.Lang, key, l.Text(key))
			}
		}
	}
	s, err := story.Load(assets)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range s.Sources {
		if text := x.Publisher + " " + x.Published + " " + x.What; straight.MatchString(text) {
			t.Errorf("story.json, source %s: %q", x.ID, text)
		}
	}
}

// A no-break space binds a number to its unit. Before the per cent sign English has none; Ukrainian
// and French do.
func TestTexts_UnitsBoundToNumbers(t *testing.T) {
	spaced := regexp.MustCompile(`[\d}] (%|km|км|°)`)
	tight := regexp.MustCompile(`\d(%|km|км)`)
	for _, l := range committedLocales(t) {
		for _, key := range l.Keys() {
			if text := l.Text(key); spaced.MatchString(text) ||
				l.Lang != "en" && tight.MatchString(text) {
				t.Errorf("%s %s: %q", l.Lang, key, text)
			}
		}
	}
}

func TestNormalizeWords(t *testing.T) {
	if got := normalizeWords(
		"It is under control, NOW: «l'instant»"); got != "it is under control now l instant" {
		t.Errorf("%q", got)
	}
}

// Every language has all texts of English and of the story, with the same placeholders.
func TestTexts_Complete(t *testing.T) {
	problems, err := CheckStory(assets)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range problems {
		if !problem.Note {
			t.Error(problem)
		}
	}
}

func TestCheckStory(t *testing.T) {
	files := tinyAssets(t)
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	if problems, err := CheckStory(files); err != nil || len(problems) != 1 ||
		!problems[0].Note || problems[0].Place != "2024-12-31" {
		t.Errorf("%v %v", problems, err)
	}
	put("locales/en.json", `{"a": "{x} of {y}", "b": "B"}`)
	put("locales/uk.json",
		`{"a": {"text": "{x}", "reviewed_by": ""}, "c": {"text": "В", "reviewed_by": "N. N."}}`)
	put("locales/fr.json", `{"a": ""}`)
	put("story.json", strings.Replace(tinyStory, `"town": "beta"`, `"town": "nowhere"`, 1))
	problems, err := CheckStory(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct{ file, path, rule string }{
		{"story.json", "/hubs/places/1/town", `"nowhere"`},
		{"locales/en.json", "held-2022", "story.json needs it"},
		{"locales/uk.json", "a", "{x}, in English {x} {y}"},
		{"locales/uk.json", "b", "English has one"},
		{"locales/uk.json", "c", "English has no such"},
		{"locales/fr.json", "a", "empty"},
	} {
		if !slices.ContainsFunc(problems, func(p *diag.Diagnostic) bool {
			return p.File == want.file && p.Place == want.path &&
				strings.Contains(p.Detail, want.rule)
		}) {
			t.Errorf("no problem %v among\n%v", want, problems)
		}
	}
	if !slices.ContainsFunc(problems, func(p *diag.Diagnostic) bool {
		return p.Note && p.Error() == "locales/uk.json: translation not reviewed: 1 texts"
	}) {
		t.Errorf("no note on unreviewed texts among\n%v", problems)
	}
	put("story.json", "{")
	if problems, err := CheckStory(files); err != nil || len(problems) == 0 ||
		problems[0].File != "story.json" {
		t.Errorf("a broken story: %v %v", problems, err)
	}
	delete(files, "locales/en.json")
	if _, err := CheckStory(files); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no English: %v", err)
	}
}

// French has a no-break space before : ; ! ? and %, and inside « ».
func TestTexts_FrenchSpaces(t *testing.T) {
	wrong := regexp.MustCompile(`[^\x{a0}\x{202f}][:;!?%»]|«[^\x{a0}\x{202f}]`)
	address := regexp.MustCompile(`https?://\S+|\d:\d`)
	for _, l := range committedLocales(t) {
		if l.Lang != "fr" {
			continue
		}
		for _, key := range l.Keys() {
			if text := address.ReplaceAllString(l.Text(key), ""); wrong.MatchString(text) {
				t.Errorf("%s: %q", key, l.Text(key))
			}
		}
	}
}

// The picture's only font has a glyph for every letter that the picture can contain.
func TestFont_HasEveryLetter(t *testing.T) {
	data, err := fs.ReadFile(assets, "fonts/LibreFranklin-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	font, err := sfnt.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	var buf sfnt.Buffer
	missing := map[rune]string{}
	for _, l := range committedLocales(t) {
		for _, key := range l.Keys() {
			name := strings.HasPrefix(key, "source.") && !strings.HasSuffix(key, ".short")
			// Full names of sources and the page's own texts are never in the picture.
			if name || strings.HasPrefix(key, "page.") {
				continue
			}
			for _, r := range l.Text(key) + l.Number(-1234567.8, 1) + l.Percent(0.5) + l.Km2(1) {
				if g, err := font.GlyphIndex(&buf, r); err != nil || g == 0 {
					missing[r] = l.Lang + " " + key
				}
			}
		}
	}
	for r, key := range missing {
		t.Errorf("no glyph for %q (U+%04X), as in %s", r, r, key)
	}
}

// quotedLiterals returns the quoted words in all files with some extensions below a folder.
func quotedLiterals(t *testing.T, folder string, extensions ...string) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	quoted := regexp.MustCompile("[\"'`]([a-z0-9.-]+)[\"'`]")
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains(extensions, filepath.Ext(path)) ||
			strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		for _, m := range quoted.FindAllStringSubmatch(string(data), -1) {
			found[m[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Every key is used by the story, this package or a shell; and every key that they use exists.
func TestTexts_EveryKeyUsed(t *testing.T) {
	s, err := story.Load(assets)
	if err != nil {
		t.Fatal(err)
	}
	styles, err := scene.LoadThemes(assets)
	if err != nil {
		t.Fatal(err)
	}
	english := committedLocales(t)[0]
	needed := map[string]bool{}
	for _, key := range s.TextKeys() {
		needed[key] = true
		if !english.Has(key) {
			t.Errorf("%s needs a text %q", story.File, key)
		}
	}
	for _, l := range locale.Langs() {
		needed["lang."+l] = true
	}
	code := quotedLiterals(t, ".", ".go")
	for key := range code {
		if group, _, ok := strings.Cut(key, "."); ok && !english.Has(key) &&
			isKeyGroup(english, group) && !strings.HasSuffix(key, "-") &&
			!strings.HasSuffix(key, ".") {
			t.Errorf("the code asks for %q", key)
		}
	}
	shells := quotedLiterals(t, "../site", ".go", ".html")
	for _, folder := range []string{"../../web", "../../cmd/desktop", "../../cmd/wasm"} {
		for key := range quotedLiterals(t, folder, ".go", ".js") {
			shells[key] = true
		}
	}
	for _, key := range english.Keys() {
		_, fixed := glossary[key]
		group, rest, _ := strings.Cut(key, ".")
		used := fixed || needed[strings.TrimSuffix(key, ".short")] ||
			needed[strings.TrimSuffix(key, ".map")] || needed[strings.TrimSuffix(key, ".brief")] ||
			code[key] || code[strings.TrimSuffix(key, "-before")] ||
			code[strings.TrimSuffix(strings.TrimSuffix(key, ".short"), "-before")]
		switch group {
		case "page", "window", "embed", "example", "missing":
			used = code[key] || shells[key] || shells[rest] || strings.HasPrefix(rest, "kind-") ||
				group == "embed" && strings.HasPrefix(rest, "about-")
		case "kind": // kinds of shapes and of towns
			used = used || code[rest] ||
				slices.Contains([]string{"capital", "oblast-centre", "foreign", "town", "held",
					"contested", "hub", "withdrawal", "river", "reservoir", "bridge", "oblast",
					"neighbour", "sea"}, rest)
		case "legend":
			_, shape := s.Shape(rest)
			used = used || shape
		case "rule":
			used = slices.Contains(story.Treatments(), story.Treatment(rest))
		case "brief": // roles in style.json
			light := styles["light"]
			_, fill := light.Fills[rest]
			_, line := light.Lines[rest]
			used = fill || line
		case "lead":
			used = used || strings.HasPrefix(rest, "town-")
		}
		if !used {
			t.Errorf("nobody uses %q", key)
		}
	}
}

// isKeyGroup reports whether there are keys that begin with group and a dot.
func isKeyGroup(l *locale.Locale, group string) bool {
	return slices.ContainsFunc(l.Keys(),
		func(key string) bool { return strings.HasPrefix(key, group+".") })
}
