package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
)

// shaderFile holds the program's one shader, in a constant of the name shaderConst.
const (
	shaderFile  = "internal/render/gpu/shader.go"
	shaderConst = "source"
)

// precompileSource is a program for the copy: only there may it import what it needs.
//
//go:embed precompile.go.txt
var precompileSource string

// factorsSource lets a shader that was compiled ahead say which uniforms it reads: otherwise that
// is found in its body, which the browser's program does not have.
const factorsSource = `package shaderir

// SetUniformFactors sets by what FilterUniformVariables multiplies each word of the uniforms: 1 where it is read, else 0.
func (p *Program) SetUniformFactors(factors []uint32) { p.uniformFactors = factors }
`

// precompileShaders compiles the shaders of the program ahead. In the browser Ebitengine parses and
// compiles each when the program starts; the parser and the compiler are a twelfth of the program.
func precompileShaders(copied, modfile string) error {
	shader, err := constantOf(shaderFile, shaderConst)
	if err != nil {
		return err
	}
	cmd := exec.Command("go", "run", "-modfile="+modfile, module+"/precompile")
	cmd.Env = append(os.Environ(), "GOOS=", "GOARCH=", "CGO_ENABLED=0")
	cmd.Stdin, cmd.Stderr = bytes.NewReader([]byte(shader)), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("compiling the shaders: %w", err)
	}
	table, err := format.Source(out)
	if err != nil {
		return fmt.Errorf("the table of shaders: %w", err)
	}
	return writeChanged(filepath.Join(copied, "internal", "legacyshader", "precompiled_js.go"),
		table)
}

// constantOf reads a constant text of a Go file.
func constantOf(name, wanted string) (string, error) {
	list, err := constants(filepath.FromSlash(name))
	if err != nil {
		return "", err
	}
	for _, c := range list {
		if c.isText && c.name == wanted {
			return c.text, nil
		}
	}
	return "", fmt.Errorf("%s: there is no constant %s", name, wanted)
}

// notInBrowser leaves a file out of the browser's program.
func notInBrowser(source []byte, _ string) ([]byte, error) {
	return append([]byte("//go:build !js\n"+changedNote+"\n"), source...), nil
}

// compileNothing takes the compiler out of the driver: it has what was compiled ahead.
func compileNothing(source []byte, _ string) ([]byte, error) {
	return changed(source,
		[2]string{"vssrc, fssrc = glsl.Compile(s.ir, version)",
			"return fmt.Errorf(\"opengl: the shader was not compiled ahead\")"},
		[2]string{"\tp  program\n", "\tp  program\n\n\tlinear bool // its textures are\n"},
		[2]string{"\ts.p = p\n", "\ts.p, s.linear = p, strings.HasSuffix(fssrc, linear.Mark)\n"},
		[2]string{"\t\"runtime\"\n", "\t\"runtime\"\n\t\"strings\"\n"},
		[2]string{"opengl/gl\"\n",
			"opengl/gl\"\n\t\"github.com/hajimehoshi/ebiten/v2/internal/graphicsdriver/opengl/linear\"\n"},
	)
}
