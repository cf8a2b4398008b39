package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestListenSaysThatAPortIsTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, err = listen(taken.Addr().String())
	if err == nil || !strings.Contains(err.Error(), taken.Addr().String()) || strings.Contains(err.Error(), "\n") {
		t.Errorf("error %v, want one line that names %s", err, taken.Addr())
	}
}

func TestListenTakesTheNextPortWhereNoneWasAskedFor(t *testing.T) {
	first, err := listen("")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := listen("")
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	for _, l := range []net.Listener{first, second} {
		if !l.Addr().(*net.TCPAddr).IP.IsLoopback() {
			t.Errorf("%s is not loopback", l.Addr())
		}
	}
	if first.Addr().String() == second.Addr().String() {
		t.Errorf("both at %s", first.Addr())
	}
}

func TestServeEndsGracefully(t *testing.T) {
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	started := make(chan struct{})
	slow := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(started)
		time.Sleep(200 * time.Millisecond)
		io.WriteString(w, "whole")
	})
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- run(ctx, listener, slow) }()
	body := make(chan string, 1)
	go func() {
		res, err := http.Get("http://" + listener.Addr().String())
		if err != nil {
			body <- err.Error()
			return
		}
		defer res.Body.Close()
		data, _ := io.ReadAll(res.Body)
		body <- string(data)
	}()
	<-started
	stop()
	if got := <-body; got != "whole" {
		t.Errorf("an answer under way was cut: %q", got)
	}
	if err := <-done; err != nil {
		t.Errorf("ended with %v", err)
	}
}

func TestFingerprintNoticesAChangedFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.json")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("1")
	before := fingerprint([]string{dir, "missing"})
	if before != fingerprint([]string{dir, "missing"}) {
		t.Error("it changes by itself")
	}
	write("22")
	if before == fingerprint([]string{dir, "missing"}) {
		t.Error("a changed file goes unnoticed")
	}
}
