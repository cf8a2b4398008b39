// Package command runs other programs for the project's build commands.
package command

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// Output runs a program with additional environment variables, each "name=value", and returns its
// standard output without surrounding space. An error contains what it wrote to standard error.
func Output(env []string, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, stderr.String())
	}
	return strings.TrimSpace(string(out)), nil
}
