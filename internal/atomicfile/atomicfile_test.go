package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// checkOnlyFile checks that a directory contains one file, with the given content.
func checkOnlyFile(t *testing.T, name, content string) {
	t.Helper()
	if data, err := os.ReadFile(name); err != nil || string(data) != content {
		t.Errorf("the file holds %q (%v), want %q", data, err, content)
	}
	if files, err := os.ReadDir(filepath.Dir(name)); err != nil || len(files) != 1 {
		t.Errorf("the directory contains %v (%v), want one file", files, err)
	}
}

func TestWriteBytes(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.txt")
	for _, content := range []string{"a first text", "short", ""} {
		if err := WriteBytes(name, []byte(content)); err != nil {
			t.Fatal(err)
		}
		checkOnlyFile(t, name, content)
	}
	info, err := os.Stat(name)
	if err != nil || info.Mode().Perm()&0o600 != 0o600 {
		t.Errorf("mode %v (%v)", info.Mode(), err)
	}
}

func TestWrite_KeepsOldFileOnError(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.txt")
	if err := WriteBytes(name, []byte("old")); err != nil {
		t.Fatal(err)
	}
	failure := errors.New("it fails halfway")
	err := Write(name, func(out io.Writer) error {
		io.WriteString(out, "half")
		return failure
	})
	if err != failure {
		t.Errorf("error %v, want that of the writer", err)
	}
	checkOnlyFile(t, name, "old")
}

func TestWrite_RemovesTemporaryFileOnError(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "x")
	if err := os.MkdirAll(filepath.Join(name, "child"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := WriteBytes(name, []byte("new")); err == nil {
		t.Error("a directory was replaced")
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("the directory contains %v (%v), want one file", files, err)
	}
	missing := filepath.Join(dir, "missing", "x")
	if err := WriteBytes(missing, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing directory: %v", err)
	}
}

func TestRetry(t *testing.T) {
	passing, lasting := errors.New("held open"), errors.New("read-only")
	for name, test := range map[string]struct {
		results []error
		want    error
	}{
		"at once":      {[]error{nil}, nil},
		"after two":    {[]error{passing, passing, nil}, nil},
		"lasting":      {[]error{lasting}, lasting},
		"then lasting": {[]error{passing, lasting}, lasting},
	} {
		calls := 0
		err := retry(func() error {
			calls++
			return test.results[calls-1]
		}, func(err error) bool { return err == passing })
		if err != test.want || calls != len(test.results) {
			t.Errorf("%s: %v after %d calls, want %v after %d", name, err, calls, test.want,
				len(test.results))
		}
	}
	if err := retry(func() error { return passing },
		func(error) bool { return true }); err != passing {
		t.Errorf("an error that never passes: %v", err)
	}
}
