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

// options are a command's flags, which always include --assets. Package flag reads them; libraries
// for command lines would add nothing that this tool needs but positional arguments before flags,
// which parse allows.
type options struct {
	*flag.FlagSet
	assets string
}

// newOptions returns the flag set of a command. The command adds its own flags before it calls
// parse.
func newOptions(name string) *options {
	o := &options{FlagSet: flag.NewFlagSet(name, flag.ContinueOnError)}
	o.SetOutput(io.Discard)
	o.StringVar(&o.assets, "assets", "", "folder of the editor's files")
	return o
}

// parse parses flags and positional arguments in any order. It returns the positional ones, of
// which there may be at most maxArgs.
func (o *options) parse(args []string, maxArgs int) ([]string, error) {
	var positional []string
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
		positional = append(positional, args[0])
		args = args[1:]
	}
	if len(positional) > maxArgs {
		return nil, badUsage("%s: what is %q for?", o.Name(), positional[maxArgs])
	}
	return positional, nil
}

// describeFlags lists the flags with their usage.
func (o *options) describeFlags() string {
	var descriptions []string
	o.VisitAll(func(f *flag.Flag) {
		descriptions = append(descriptions, "--"+f.Name+" ("+f.Usage+")")
	})
	return strings.Join(descriptions, ", ")
}

// openAssets returns the editor's files and their directory, which is "" for the embedded copy.
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

// requireAssetsDir returns the absolute directory of the editor's files. It returns an error for
// the embedded copy, which cannot be changed.
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
	absDir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("%s: %w", dir, err)
	}
	return absDir, nil
}
