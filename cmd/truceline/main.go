// Command truceline is the editor's tool. It computes shapes and figures from the tables, checks
// the files that an editor can change, and writes pictures and pages.
//
// The exit status is 1 for bad data and 2 for a bad command line.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// A command is a subcommand of the tool. Each has a file of its own and a row in commands.
type command struct {
	name    string
	usage   string // the arguments
	summary string // one line for the list of commands
	run     func(t *tool, args []string) error
}

// commands returns all commands in the order of the help text.
func commands() []command {
	return []command{
		{"data", "", "work shapes and figures of all dates out from the tables", dataCommand},
		{"figures", "[--date D] [--format table|csv|json]",
			"how much of each oblast was held on a date", figuresCommand},
		{"claims", "[--format table|json]",
			"what was claimed of control beside this map's estimates", claimsCommand},
		{"scenario", "ID [--pullback 5|10|15|20|30|40] [--format table|csv|json|geojson]",
			"what a scenario would mean", scenarioCommand},
		{"chart",
			"[--out FILE.svg|FILE.png] [--oblast UA-14] [--size WxH] [--theme light|dark] [--lang L]",
			"draw the shares over time as points with ranges", chartCommand},
		{"check", "", "check every file an editor can change", checkCommand},
		{"set-control", "ID|NAME --date D --side R|G|C --source TEXT [--note TEXT]",
			"change who held a settlement", setControlCommand},
		{"import",
			"--control FILE.geojson --date D --source TEXT --licence TEXT [--class-property P] [--held V] [--contested V]",
			"add a date from polygons that you may use", importCommand},
		{"poster",
			"--out FILE.svg|FILE.png [--size WxH] [--theme light|dark] [--date D] [--scenario ID] [--pullback KM] [--lang L] [--layers ID,-ID] [--ratio N] [--link QUERY]",
			"draw the picture into a file", posterCommand},
		{"serve", "[--addr HOST:PORT] [--wasm FILE]", "serve the page on this machine",
			serveCommand},
		{"dist", "--out DIR --base-url URL [--wasm FILE]",
			"write the pages into a folder for any host", distCommand},
		{"pack", "[--wasm FILE]", "compress the browser's program and print its size", packCommand},
	}
}

// formerNames maps former names of commands, which still work for one release, to the new ones.
var formerNames = map[string]string{"areas": "figures", "settle": "set-control"}

// A tool is the environment of a command.
type tool struct {
	stdout io.Writer // results
	stderr io.Writer // progress and warnings
}

func main() {
	t := &tool{stdout: os.Stdout, stderr: os.Stderr}
	os.Exit(t.run(os.Args[1:]))
}

// run runs a command line and returns the exit status.
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
	list := commands()
	if len(args) == 0 {
		t.printHelp(t.stderr, list)
		return badUsage("name a command: %s", commandNames(list))
	}
	if slices.Contains([]string{"help", "-h", "-help", "--help"}, args[0]) {
		t.printHelp(t.stdout, list)
		return nil
	}
	name := args[0]
	if current, ok := formerNames[name]; ok {
		fmt.Fprintf(t.stderr,
			"truceline: %s is called %s now; the old name works in this release only\n",
			name, current)
		name = current
	}
	for _, c := range list {
		if c.name == name {
			return c.run(t, args[1:])
		}
	}
	return badUsage("no command %q; there are %s", args[0], commandNames(list))
}

func (t *tool) printHelp(w io.Writer, list []command) {
	fmt.Fprintln(w, "truceline COMMAND [--assets DIR] [options]")
	fmt.Fprintln(w)
	for _, c := range list {
		fmt.Fprintf(w, "  %-11s %s\n", c.name, c.summary)
		if c.usage != "" {
			fmt.Fprintf(w, "              %s\n", c.usage)
		}
	}
	fmt.Fprintln(w)
	fmt.Fprintln(w,
		"--assets DIR: the editor's files; ./assets if it is there, else the copy inside this program.")
}

func commandNames(list []command) string {
	var names []string
	for _, c := range list {
		names = append(names, c.name)
	}
	return strings.Join(names, ", ")
}

// errReported ends a command that has printed its errors itself.
var errReported = errors.New("faults reported")

// A usageError is an error in the command line, as opposed to the data.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

// badUsage returns a usageError.
func badUsage(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}
