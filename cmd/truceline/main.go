// Command truceline is the editor's tool: it works shapes and figures out from the tables, checks
// what an editor can change, and writes pictures and pages.
//
// It exits 1 where the data are bad and 2 where the command line is.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// A command is one word of the tool. To add one: a file of its own, and a row in commands.
type command struct {
	name    string
	usage   string // what follows the name
	summary string // one line for the list of commands
	run     func(t *tool, args []string) error
}

// commands lists every command in the order in which help shows them.
func commands() []command {
	return []command{
		{"data", "", "work shapes and figures of all dates out from the tables", dataCommand},
		{"areas", "[--date D] [--format table|csv|json]",
			"how much of each oblast was held on a date", areasCommand},
		{"claims", "[--format table|json]",
			"what was claimed of control beside this map's estimates", claimsCommand},
		{"scenario", "ID [--pullback 5|10|15|20|30|40] [--format table|csv|json|geojson]",
			"what a scenario would mean", scenarioCommand},
		{"chart",
			"[--out FILE.svg|FILE.png] [--oblast UA-14] [--size WxH] [--theme light|dark] [--lang L]", "draw the shares over time as points with ranges", chartCommand},
		{"check", "", "check every file an editor can change", checkCommand},
		{"settle", "ID|NAME --date D --side R|G|C --source TEXT [--note TEXT]",
			"change who held a settlement", settleCommand},
		{"import",
			"--control FILE.geojson --date D --source TEXT --licence TEXT [--class-property P] [--held V] [--contested V]", "add a date from polygons that you may use", importCommand},
		{"poster",
			"--out FILE.svg|FILE.png [--size WxH] [--theme light|dark] [--date D] [--scenario ID] [--pullback KM] [--lang L] [--layers ID,-ID] [--ratio N] [--link QUERY]", "draw the picture into a file", posterCommand},
		{"serve", "[--addr HOST:PORT] [--wasm FILE]", "serve the page on this machine",
			serveCommand},
		{"dist", "--out DIR --base-url URL [--wasm FILE]",
			"write the pages into a folder for any host", distCommand},
		{"pack", "[--wasm FILE]", "compress the browser's program and print its size", packCommand},
	}
}

// A tool is what a command works with besides its arguments.
type tool struct {
	stdout io.Writer // results
	stderr io.Writer // progress and remarks
}

func main() {
	t := &tool{stdout: os.Stdout, stderr: os.Stderr}
	os.Exit(t.run(os.Args[1:]))
}

// run runs one command line and returns the exit status.
func (t *tool) run(args []string) int {
	err := t.dispatch(args)
	var usage *usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &usage):
		fmt.Fprintln(t.stderr, "truceline: "+err.Error())
		return 2
	case errors.Is(err, errReported):
		return 1
	default:
		fmt.Fprintln(t.stderr, "truceline: "+err.Error())
		return 1
	}
}

func (t *tool) dispatch(args []string) error {
	all := commands()
	if len(args) == 0 {
		t.printHelp(t.stderr, all)
		return badUsage("name a command: %s", commandNames(all))
	}
	if slices.Contains([]string{"help", "-h", "-help", "--help"}, args[0]) {
		t.printHelp(t.stdout, all)
		return nil
	}
	for _, c := range all {
		if c.name == args[0] {
			return c.run(t, args[1:])
		}
	}
	return badUsage("no command %q; there are %s", args[0], commandNames(all))
}

func (t *tool) printHelp(w io.Writer, all []command) {
	fmt.Fprintln(w, "truceline COMMAND [--assets DIR] [options]")
	fmt.Fprintln(w)
	for _, c := range all {
		fmt.Fprintf(w, "  %-9s %s\n", c.name, c.summary)
		if c.usage != "" {
			fmt.Fprintf(w, "            %s\n", c.usage)
		}
	}
	fmt.Fprintln(w)
	fmt.Fprintln(w,
		"--assets DIR: the editor's files; ./assets if it is there, else the copy inside this program.")
}

func commandNames(all []command) string {
	var list []string
	for _, c := range all {
		list = append(list, c.name)
	}
	return strings.Join(list, ", ")
}

// errReported ends a command that has printed its faults itself.
var errReported = errors.New("faults reported")

// A usageError says that the command line is wrong, not the data.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

// badUsage returns an error that ends the program with status 2.
func badUsage(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}
