package wasmfile

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// build returns a module of sections, each an id and a body.
func build(sections ...section) []byte {
	out := []byte(header)
	for _, s := range sections {
		out = appendSection(out, s.id, s.body)
	}
	return out
}

// memory is a memory section with one memory of so many pages.
func memory(pages uint32) section {
	return section{id: memorySection, body: appendUint([]byte{1, 0}, pages)}
}

func data(segments ...segment) section {
	return section{id: dataSection, body: appendSegments(nil, segments)}
}

// image is what a memory of so many pages holds once the segments have been copied into it in turn.
func image(pages int, segments []segment) []byte {
	memory := make([]byte, pages*pageSize)
	for _, s := range segments {
		copy(memory[s.offset:], s.data)
	}
	return memory
}

// read returns the segments of a module.
func read(t *testing.T, module []byte) []segment {
	t.Helper()
	sections, err := readSections(module)
	if err != nil {
		t.Fatal(err)
	}
	data, err := only(sections, dataSection)
	if err != nil || data == nil {
		t.Fatalf("data section: %v, %v", data, err)
	}
	segments, err := readSegments(data)
	if err != nil {
		t.Fatal(err)
	}
	return segments
}

func TestMemoryStaysTheSame(t *testing.T) {
	const pages = 5
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		segments := make([]segment, random.IntN(12))
		for i := range segments {
			content := make([]byte, random.IntN(300))
			for k := range content {
				content[k] = byte(random.IntN(4)) // zeros that are written out, too
			}
			spread := []int{400, pageSize, pages * pageSize}[random.IntN(3)] // so that some overlap
			segments[i] = segment{uint32(random.IntN(spread - len(content) + 1)), content}
		}
		merged, err := MergeData(build(memory(pages), data(segments...)))
		if err != nil {
			t.Fatal(err)
		}
		got := read(t, merged)
		if !bytes.Equal(image(pages, got), image(pages, segments)) {
			t.Fatalf("another memory after merging %v", segments)
		}
		for i := 1; i < len(got); i++ {
			if uint64(got[i].offset) <= got[i-1].end()+maxGap {
				t.Fatalf("segments %d and %d of %v could be one", i-1, i, segments)
			}
		}
		if again, err := MergeData(merged); err != nil || !bytes.Equal(again, merged) {
			t.Fatalf("merged twice: %v, or other bytes", err)
		}
	}
}

func TestLaterSegmentWins(t *testing.T) {
	merged, err := MergeData(build(memory(1), data(
		segment{10, []byte("first")}, segment{8, []byte("abcd")}, segment{12, []byte("X")})))
	if err != nil {
		t.Fatal(err)
	}
	got := read(t, merged)
	if len(got) != 1 || got[0].offset != 8 || string(got[0].data) != "abcdXst" {
		t.Errorf("%+v", got)
	}
}

func TestLongGapStartsAnotherSegment(t *testing.T) {
	for gap, want := range map[uint32]int{0: 1, maxGap: 1, maxGap + 1: 2} {
		module := build(memory(3), data(segment{5 + gap, []byte("b")}, segment{4, []byte("a")}))
		merged, err := MergeData(module)
		if err != nil {
			t.Fatal(err)
		}
		if got := read(t, merged); len(got) != want {
			t.Errorf("%d zeros between: %d segments, want %d", gap, len(got), want)
		}
	}
}

func TestEverythingElseIsKept(t *testing.T) {
	// The size of the first section is longer than it need be, as Go's linker writes it.
	padded := append([]byte(header), customSection, 0x83, 0x80, 0x80, 0x80, 0x00, 1, 'x', 'y')
	kept := build(section{id: 1, body: []byte("types")}, memory(1))[len(header):]
	code := build(section{id: 10, body: []byte("code")})[len(header):]
	after := build(section{id: customSection, body: []byte("\x01zend")})[len(header):]
	count := func(n byte) []byte { return []byte{dataCountSection, 1, n} }
	module := slices.Concat(padded, kept, count(2), code,
		build(data(segment{1, []byte("a")}, segment{9, []byte("b")}))[len(header):], after)
	want := slices.Concat(padded, kept, count(1), code,
		build(data(segment{1, []byte("a\x00\x00\x00\x00\x00\x00\x00b")}))[len(header):], after)
	got, err := MergeData(module)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestModuleWithoutDataIsKept(t *testing.T) {
	for _, module := range [][]byte{
		build(), build(memory(1)), build(data()), build(memory(1), data()),
	} {
		got, err := MergeData(module)
		if err != nil || !bytes.Equal(got, module) {
			t.Errorf("%q becomes %q, %v", module, got, err)
		}
	}
}

func TestRefusedModules(t *testing.T) {
	raw := func(body string) []byte {
		return build(memory(1), section{id: dataSection, body: []byte(body)})
	}
	one := data(segment{0, []byte("a")})
	memory64 := section{id: memorySection, body: []byte("\x01\x04\x01")}
	imported := func(body string) []byte {
		imports := []byte("\x02\x01m\x01f\x00\x00" + body)
		return build(section{id: importSection, body: imports}, memory(1), one)
	}
	for want, module := range map[string][]byte{
		"not a WebAssembly module":              []byte("\x00asm\x02\x00\x00\x00"),
		"section at byte 8: it ends too early":  []byte(header + "\x01\x05\x00"),
		"more than 32 bits":                     []byte(header + "\x01\xff\xff\xff\xff\x1f"),
		"data segment 1: it is passive":         raw("\x02\x00\x41\x00\x0b\x01a\x01\x01b"),
		"segment 0: it is for memory 1":         raw("\x01\x02\x01\x41\x00\x0b\x01a"),
		"unknown kind 3":                        raw("\x01\x03"),
		"offset is not a constant":              raw("\x01\x00\x23\x00\x0b\x01a"),
		"not a single constant":                 raw("\x01\x00\x41\x00\x41\x00\x6a\x0b\x01a"),
		"data section: 1 bytes are left over":   raw("\x01\x00\x41\x00\x0b\x01ab"),
		"data segment 0: it ends too early":     raw("\x01\x00\x41\x00\x0b\x02a"),
		"ends at byte 65537 of a memory":        raw("\x01\x00\x41\xff\xff\x03\x0b\x02ab"),
		"ends at byte 65538 of a memory":        build(memory(1), data(segment{pageSize + 2, nil})),
		"ends at byte 4294967296 of a memory":   raw("\x01\x00\x41\x7f\x0b\x01a"), // offset -1
		"there are data segments and no memory": build(one),
		"section 11 occurs twice":               build(memory(1), one, one),
		"memory section: limits with flags 0x4": build(memory64, one),
		"the memory is imported":                imported("\x01m\x01m\x02\x00\x01"),
		"import of unknown kind 9":              imported("\x01m\x01x\x09"),
	} {
		if _, err := MergeData(module); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want an error about %q, got %v", want, err)
		}
	}
	if _, err := MergeData(imported("\x01m\x01g\x03\x7f\x00")); err != nil {
		t.Errorf("an imported global: %v", err)
	}
}

func TestTruncatedModules(t *testing.T) {
	module := build(memory(1), data(segment{70, []byte("abc")}, segment{300, []byte("de")}))
	whole := []int{0, len(build()), len(build(memory(1)))} // ends of sections
	for n := range len(module) {
		if _, err := MergeData(module[:n]); err == nil && !slices.Contains(whole, n) {
			t.Errorf("%d of %d bytes are taken", n, len(module))
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, v := range []int32{
		0, 1, -1, 63, 64, -64, -65, 8191, 8192, 1 << 27, -1 << 27, 1<<31 - 1, -1 << 31,
	} {
		r := &reader{data: appendInt(nil, v)}
		if got := r.int(); got != v || r.end() != nil {
			t.Errorf("%d is read as %d, %v", v, got, r.err)
		}
		r = &reader{data: appendUint(nil, uint32(v))}
		if got := r.uint(); got != uint32(v) || r.end() != nil {
			t.Errorf("%d is read as %d, %v", uint32(v), got, r.err)
		}
	}
	for _, text := range []string{
		"\xff\xff\xff\xff\x08", "\xff\xff\xff\xff\x47", "\x80\x80\x80\x80\x80\x00",
	} {
		r := &reader{data: []byte(text)}
		if r.int(); r.err == nil {
			t.Errorf("%q is taken for a number of 32 bits", text)
		}
	}
}

// What Go's linker writes: a small program, and the map's if it has been built.
func TestProgramsOfGo(t *testing.T) {
	name := filepath.Join(t.TempDir(), "program.wasm")
	source := filepath.Join(filepath.Dir(name), "main.go")
	program := []byte("package main\n\nfunc main() { println(1) }\n")
	if err := os.WriteFile(source, program, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "build", "-o", name, source)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range []string{name, "../../build/linked.wasm"} {
		module, err := os.ReadFile(name)
		if err != nil {
			t.Logf("not tried: %v", err)
			continue
		}
		merged, err := MergeData(module)
		if err != nil {
			t.Fatal(err)
		}
		before, after := read(t, module), read(t, merged)
		pages := 0
		for _, s := range before {
			pages = max(pages, int(s.end()/pageSize)+1)
		}
		if !bytes.Equal(image(pages, before), image(pages, after)) {
			t.Errorf("%s: another memory", name)
		}
		if len(after) > 3 {
			t.Errorf("%s: still %d segments", name, len(after))
		}
		t.Logf("%s: %d segments in %d bytes become %d in %d",
			name, len(before), len(module), len(after), len(merged))
	}
}

func FuzzMergeData(f *testing.F) {
	f.Add(build(memory(1), data(segment{70, []byte("abc")}, segment{300, []byte("de")})))
	f.Add(build(section{id: importSection, body: []byte("\x01\x01m\x01f\x00\x00")}, memory(2),
		section{id: dataCountSection, body: []byte{1}}, data(segment{7, []byte("x")})))
	f.Fuzz(func(t *testing.T, module []byte) {
		merged, err := MergeData(module)
		if err != nil {
			return
		}
		again, err := MergeData(merged)
		if err != nil || !bytes.Equal(again, merged) {
			t.Error(fmt.Errorf("merged twice: %w, or other bytes", err))
		}
	})
}
