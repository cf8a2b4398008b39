package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"truceline/internal/site"
)

const (
	defaultAddr = "127.0.0.1:8080"
	// maxPortTries is how many further ports are tried where none was asked for.
	maxPortTries = 20
)

// serveCommand serves the page until it is interrupted.
func serveCommand(t *tool, args []string) error {
	o := newOptions("serve")
	addr := o.String("addr", "", "address to listen on")
	wasm := o.String("wasm", "", wasmUsage)
	if _, err := o.parse(args, 0); err != nil {
		return err
	}
	assets, dir, err := o.openAssets()
	if err != nil {
		return err
	}
	if err := t.refreshIfStale(assets, dir); err != nil {
		return err
	}
	listener, err := listen(*addr)
	if err != nil {
		return err
	}
	p := &liveSite{assets: assets, wasm: *wasm, assetsDir: dir,
		base: &url.URL{Scheme: "http", Host: listener.Addr().String(), Path: "/"}, tool: t}
	if err := p.rebuildIfChanged(); err != nil {
		listener.Close()
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends it at once
	fmt.Fprintf(t.stdout, "Truceline is at http://%s/ (Ctrl+C ends it)\n", listener.Addr())
	if !listener.Addr().(*net.TCPAddr).IP.IsLoopback() {
		fmt.Fprintln(t.stderr,
			"serve: other machines can reach this address, and it is not encrypted")
	}
	return serveUntilDone(ctx, newServer(p), listener)
}

// listen opens the address. Without one it takes the default, or the next port that is free.
func listen(addr string) (net.Listener, error) {
	if addr != "" {
		listener, err := net.Listen("tcp", addr)
		if errors.Is(err, syscall.EADDRINUSE) {
			return nil,
				fmt.Errorf("serve: %s is in use by another program; choose another with --addr",
					addr)
		}
		return listener, err
	}
	host, port, _ := net.SplitHostPort(defaultAddr)
	first, _ := strconv.Atoi(port)
	for n := first; ; n++ {
		listener, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(n)))
		if err == nil || !errors.Is(err, syscall.EADDRINUSE) || n == first+maxPortTries {
			return listener, err
		}
	}
}

// newServer returns a server that nobody can keep busy by being slow, or by saying much.
func newServer(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      2 * time.Minute, // enough for the program at 100 KB a second
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    32 << 10,
	}
}

// serveUntilDone serves until ctx ends, then lets open answers finish for a moment.
func serveUntilDone(ctx context.Context, server *http.Server, listener net.Listener) error {
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return server.Close()
	}
	return nil
}

// liveSite serves the site and builds it again when a file has changed, so that an editor sees a
// change on reload.
type liveSite struct {
	assets    fs.FS
	assetsDir string // of the assets; empty: they are inside this program
	wasm      string // as it was named on the command line
	base      *url.URL
	tool      *tool

	mu              sync.Mutex
	lastFingerprint string
	site            site.Site
}

func (p *liveSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasSuffix(r.URL.Path, "/") {
		if err := p.rebuildIfChanged(); err != nil {
			// The page as it was before is still right; the editor reads here what is wrong now.
			fmt.Fprintln(p.tool.stderr, "truceline: serve:", err)
		}
	}
	p.site.Handler().ServeHTTP(w, r)
}

// rebuildIfChanged builds the site unless nothing has changed.
func (p *liveSite) rebuildIfChanged() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := fingerprint([]string{p.assetsDir, wasmPath(p.wasm)})
	if now == p.lastFingerprint {
		return nil
	}
	p.lastFingerprint = now
	wasm, err := openWasm(p.wasm)
	if err != nil {
		return err
	}
	newer, err := site.Build(site.Options{Assets: p.assets, Wasm: wasm, Base: p.base})
	if err != nil {
		return err
	}
	for _, file := range newer.Files() {
		if ext := filepath.Ext(file.Name); ext == ".wasm" || ext == ".png" {
			continue // seconds of work that a reader on this machine gains nothing from
		}
		file.CompressOnLoad(5, 6)
	}
	p.site.Merge(newer)
	return nil
}

// fingerprint changes when a file under one of the places does.
func fingerprint(places []string) string {
	var files int
	var size int64
	var newest time.Time
	for _, place := range places {
		if place == "" {
			continue
		}
		filepath.WalkDir(place, func(_ string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil
			}
			if info, err := d.Info(); err == nil {
				files++
				size += info.Size()
				if info.ModTime().After(newest) {
					newest = info.ModTime()
				}
			}
			return nil
		})
	}
	return fmt.Sprint(files, size, newest.UnixNano())
}
