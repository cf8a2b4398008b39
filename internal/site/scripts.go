package site

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// wasm_exec.js expects to own the page: it reads `globalThis` and a few bare names from it. The
// prefix and suffix wrap it in a function with a façade of globalThis, so that the content security
// policy needs no eval.
const (
	wasmExecPrefix = `export function loadGo(globalThis) {
const { setTimeout, clearTimeout, console, crypto, performance, TextEncoder, TextDecoder } = globalThis;
const fs = { writeSync: (fd, bytes) => globalThis.fs.writeSync(fd, bytes) };
`
	wasmExecSuffix = "\nreturn globalThis.Go;\n}\n"
	wasmExecPath   = "go/wasm_exec.js"
)

// bundleModule bundles and minifies an entry point, a module or a style sheet, with its imports.
func bundleModule(fsys fs.FS, entry string) ([]byte, error) {
	return bundleEntry(fsys, entry, api.FormatESModule, api.ES2022)
}

// bundleClassicScript bundles an entry point as a classic script, which a browser runs before
// modules.
func bundleClassicScript(fsys fs.FS, entry string) ([]byte, error) {
	return bundleEntry(fsys, entry, api.FormatIIFE, api.ES2022)
}

// bundleEmbedScript bundles the script for articles as a classic script in ES5, because the build
// tools of newsrooms may be old. Newer syntax is an error.
func bundleEmbedScript(fsys fs.FS) ([]byte, error) {
	return bundleWithConstants(fsys, "embed.js", api.FormatIIFE, api.ES5,
		map[string]string{"FRAME_HEIGHTS": frameHeightsJSON()})
}

func bundleEntry(fsys fs.FS, entry string, format api.Format, target api.Target) ([]byte, error) {
	return bundleWithConstants(fsys, entry, format, target, nil)
}

// bundleWithConstants bundles a script and replaces names by constants (JavaScript expressions).
func bundleWithConstants(fsys fs.FS, entry string, format api.Format, target api.Target,
	constants map[string]string) ([]byte, error) {
	result := api.Build(api.BuildOptions{
		Define:            constants,
		EntryPoints:       []string{entry},
		Bundle:            true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Format:            format,
		Target:            target,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsInline,
		External:          []string{"*.ttf"},
		Outdir:            "/",
		Plugins:           []api.Plugin{fsPlugin(fsys)},
	})
	if len(result.Errors) > 0 {
		var errs []error
		for _, m := range api.FormatMessages(result.Errors, api.FormatMessagesOptions{}) {
			errs = append(errs, errors.New(strings.TrimSpace(m)))
		}
		return nil, errors.Join(errs...)
	}
	if n := len(result.OutputFiles); n != 1 {
		return nil, fmt.Errorf("%s: bundling gave %d files, want 1", entry, n)
	}
	return result.OutputFiles[0].Contents, nil
}

// fsPlugin lets esbuild read from a file system, such as the one embedded in the tool.
func fsPlugin(fsys fs.FS) api.Plugin {
	const namespace = "web"
	return api.Plugin{Name: namespace, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: `\.(js|css)$`},
			func(args api.OnResolveArgs) (api.OnResolveResult, error) {
				name := path.Clean(args.Path)
				if args.Namespace == namespace {
					name = path.Join(path.Dir(args.Importer), args.Path)
				}
				return api.OnResolveResult{Path: name, Namespace: namespace}, nil
			})
		build.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: namespace},
			func(args api.OnLoadArgs) (api.OnLoadResult, error) {
				data, err := fs.ReadFile(fsys, args.Path)
				if err != nil {
					return api.OnLoadResult{}, err
				}
				text := string(data)
				if args.Path == wasmExecPath {
					text = wasmExecPrefix + text + wasmExecSuffix
				}
				loader := api.LoaderJS
				if path.Ext(args.Path) == ".css" {
					loader = api.LoaderCSS
				}
				return api.OnLoadResult{Contents: &text, Loader: loader}, nil
			})
	}}
}
