package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"truceline/assets"
)

// options are a command's flags, --assets always among them.
type options struct {
	*flag.FlagSet
	assets string
}

// newOptions returns the flags of a command, to which the command adds its own before it calls
// parse.
func newOptions(name string) *options {
	o := &options{FlagSet: flag.NewFlagSet(name, flag.ContinueOnError)}
	o.SetOutput(io.Discard)
	o.StringVar(&o.assets, "assets", "", "folder of the editor's files")
	return o
}

// parse reads flags and plain words in any order and returns the words. At most max words may stand
// there.
func (o *options) parse(args []string, max int) ([]string, error) {
	var words []string
	for {
		if err := o.FlagSet.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, badUsage("%s takes %s", o.Name(), o.describeFlags())
		} else if err != nil {
			return nil, badUsage("%s: %v", o.Name(), err)
		}
		args = o.Args()
		if len(args) == 0 {
			break
		}
		words = append(words, args[0])
		args = args[1:]
	}
	if len(words) > max {
		return nil, badUsage("%s: what is %q for?", o.Name(), words[max])
	}
	return words, nil
}

// describeFlags lists the flags with what they are for.
func (o *options) describeFlags() string {
	var list []string
	o.VisitAll(func(f *flag.Flag) { list = append(list, "--"+f.Name+" ("+f.Usage+")") })
	return strings.Join(list, ", ")
}

// openAssets returns the editor's files and the folder they stand in, which is "" for the embedded
// copy.
func (o *options) openAssets() (fs.FS, string, error) {
	dir := o.assets
	if dir == "" {
		if info, err := os.Stat("assets"); err != nil || !info.IsDir() {
			return assets.FS, "", nil
		}
		dir = "assets"
	}
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return nil, "", badUsage("%s: no folder %s", o.Name(), dir)
	}
	return os.DirFS(dir), dir, nil
}

// requireAssetsDir returns the folder of the editor's files; the embedded copy cannot be changed.
func (o *options) requireAssetsDir() (string, error) {
	_, dir, err := o.openAssets()
	if err != nil {
		return "", err
	}
	if dir == "" {
		return "",
			badUsage(
				"%s: there is no ./assets here and the copy inside this program cannot be changed; say --assets DIR", o.Name())
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("%s: %w", dir, err)
	}
	return abs, nil
}
