package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestListenPortInUse(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	_, err = listen(listener.Addr().String())
	if err == nil || !strings.Contains(err.Error(), listener.Addr().String()) ||
		strings.Contains(err.Error(), "\n") {
		t.Errorf("error %v, want one line that names %s", err, listener.Addr())
	}
}

func TestListenNextFreePort(t *testing.T) {
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

func TestServeShutsDownGracefully(t *testing.T) {
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
	go func() { done <- serveUntilDone(ctx, newServer(slow), listener) }()
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

// startServer starts a server and returns its address.
func startServer(t *testing.T, server *http.Server) string {
	t.Helper()
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- serveUntilDone(ctx, server, listener) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return listener.Addr().String()
}

// sendRaw sends text unchanged and returns the response up to the end of the connection.
func sendRaw(t *testing.T, addr, text string) string {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	if _, err := io.WriteString(conn, text); err != nil {
		return err.Error()
	}
	answer, err := io.ReadAll(conn)
	if err != nil {
		t.Logf("%.40q: %v", text, err)
	}
	return string(answer)
}

func TestServerTimeouts(t *testing.T) {
	server := newServer(http.NotFoundHandler())
	for name, limit := range map[string]*time.Duration{
		"header": &server.ReadHeaderTimeout, "read": &server.ReadTimeout,
		"write": &server.WriteTimeout, "idle": &server.IdleTimeout,
	} {
		if *limit <= 0 || *limit > 3*time.Minute {
			t.Errorf("%s: a limit of %v", name, *limit)
		}
		*limit = 50 * time.Millisecond // shortens the test
	}
	addr := startServer(t, server)
	for _, slow := range []string{"", "GET / HTTP/1.1\r\nHost: x\r\n",
		"GET / HTTP/1.1\r\nHost: x\r\n\r\n"} {
		start := time.Now()
		sendRaw(t, addr, slow)
		if waited := time.Since(start); waited > 15*time.Second {
			t.Errorf("%q held a connection for %v", slow, waited)
		}
	}
}

func TestBadRequests(t *testing.T) {
	server := newServer(http.NotFoundHandler())
	server.ReadHeaderTimeout = 200 * time.Millisecond // ends requests that are incomplete
	addr := startServer(t, server)
	long := strings.Repeat("a", 80<<10)
	for request, want := range map[string]string{
		"GET /" + long +
			" HTTP/1.1\r\nHost: x\r\n\r\n": "HTTP/1.1 431",
		"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + long +
			"\r\n\r\n": "HTTP/1.1 431",
		"GET / HTTP/1.1\r\n\r\n":                       "HTTP/1.1 400",
		"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n":        "HTTP/1.1 400",
		"GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n":         "HTTP/1.1 400",
		"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03": "HTTP/1.1 400",
		"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n": "HTTP/1.1 4",
	} {
		if got := sendRaw(t, addr, strings.Replace(request, "Host: x\r\n",
			"Host: x\r\nConnection: close\r\n", 1)); !strings.HasPrefix(got, want) {
			t.Errorf("%.60q is answered by %.60q, want %s", request, got, want)
		}
	}
}

// The server exits with status 0 on a signal.
func TestServeStopsOnSignal(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no signals that one process could send to another")
	}
	wasm := filepath.Join(t.TempDir(), "x.wasm")
	if err := os.WriteFile(wasm, []byte("\x00asm"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		cmd := exec.Command(os.Args[0], "serve", "--addr", "127.0.0.1:0", "--wasm", wasm)
		cmd.Env = append(os.Environ(), runAsToolEnv+"=1")
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		line, _ := bufio.NewReader(out).ReadString('\n')
		_, url, _ := strings.Cut(line, "at ")
		url, _, _ = strings.Cut(url, " ")
		if !strings.HasPrefix(url, "http://127.0.0.1:") {
			t.Errorf("it is at %q", url)
		}
		res, err := http.Get(url + "../../../../etc/passwd")
		if err != nil || res.StatusCode != http.StatusNotFound {
			t.Errorf("a path outside: %v, %v", res, err)
		}
		cmd.Process.Signal(signal)
		if err := cmd.Wait(); err != nil {
			t.Errorf("%v: %v", signal, err)
		}
	}
}

// runAsToolEnv is the environment variable that makes the test binary run as the tool.
const runAsToolEnv = "TRUCELINE_TEST_BE_TOOL"

func TestMain(m *testing.M) {
	if os.Getenv(runAsToolEnv) != "" {
		main()
	}
	os.Exit(m.Run())
}

func TestFingerprint(t *testing.T) {
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
