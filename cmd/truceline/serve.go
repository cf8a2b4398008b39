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
	// maxPortTries is how many further ports are tried if the default one is in use.
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
	s := &liveSite{assets: assets, wasm: *wasm, assetsDir: dir,
		base: &url.URL{Scheme: "http", Host: listener.Addr().String(), Path: "/"}, tool: t}
	if err := s.rebuildIfChanged(); err != nil {
		listener.Close()
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends the process at once
	fmt.Fprintf(t.stdout, "Truceline is at http://%s/ (Ctrl+C ends it)\n", listener.Addr())
	if !listener.Addr().(*net.TCPAddr).IP.IsLoopback() {
		fmt.Fprintln(t.stderr,
			"serve: other machines can reach this address, and it is not encrypted")
	}
	return serveUntilDone(ctx, newServer(s), listener)
}

// listen listens on an address. Without one it uses the default address, or the next free port.
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
	host, defaultPort, _ := net.SplitHostPort(defaultAddr)
	firstPort, _ := strconv.Atoi(defaultPort)
	for port := firstPort; ; port++ {
		listener, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
		if err == nil || !errors.Is(err, syscall.EADDRINUSE) || port == firstPort+maxPortTries {
			return listener, err
		}
	}
}

// newServer returns a server with timeouts and limits against slow or oversized requests.
func newServer(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      2 * time.Minute, // allows the program at 100 KB/s
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    32 << 10,
	}
}

// serveUntilDone serves until ctx is done, then gives open requests some seconds to finish.
func serveUntilDone(ctx context.Context, server *http.Server, listener net.Listener) error {
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	shutdownCtx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	if err := server.Shutdown(shutdownCtx); err != nil {
		return server.Close()
	}
	return nil
}

// liveSite serves the site and rebuilds it when a file has changed, so that an editor sees changes
// on reload.
type liveSite struct {
	assets    fs.FS
	assetsDir string // "" for the embedded copy
	wasm      string // the command line's value
	base      *url.URL
	tool      *tool

	mu              sync.Mutex
	lastFingerprint string
	site            site.Site
}

func (s *liveSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasSuffix(r.URL.Path, "/") {
		if err := s.rebuildIfChanged(); err != nil {
			// The previous site is still served, so the error goes to the terminal.
			fmt.Fprintln(s.tool.stderr, "truceline: serve:", err)
		}
	}
	s.site.Handler().ServeHTTP(w, r)
}

// rebuildIfChanged rebuilds the site if the files have changed since the last build.
func (s *liveSite) rebuildIfChanged() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	current := fingerprint([]string{s.assetsDir, wasmPath(s.wasm)})
	if current == s.lastFingerprint {
		return nil
	}
	s.lastFingerprint = current
	wasm, err := openWasm(s.wasm)
	if err != nil {
		return err
	}
	built, err := site.Build(site.Options{Assets: s.assets, Wasm: wasm, Base: s.base})
	if err != nil {
		return err
	}
	for _, file := range built.Files() {
		if ext := filepath.Ext(file.Name); ext == ".wasm" || ext == ".png" {
			continue // slow, and without benefit on the same machine
		}
		file.CompressOnLoad(5, 6)
	}
	s.site.Merge(built)
	return nil
}

// fingerprint returns a text that differs if a file at or below one of the paths has changed.
func fingerprint(paths []string) string {
	var files int
	var size int64
	var newest time.Time
	for _, path := range paths {
		if path == "" {
			continue
		}
		filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error {
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
