package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// A File is a file of the site.
type File struct {
	// Name is the path below the site's root, without a leading slash. Except for pages it contains
	// a hash of the content.
	Name string
	Data []byte
	// Brotli and Gzip are Data compressed. Empty: there is no such encoding.
	Brotli, Gzip []byte

	hash string // of Data, for ETag
	// generate returns Data when the file is first loaded. Nil: Data is set.
	generate func() ([]byte, error)
	once     sync.Once
	err      error
	// compress sets Brotli and Gzip when the file is first loaded. Nil: they are set or not wanted.
	compress func() error
}

// Load generates and compresses the file's content, unless that was done before.
func (f *File) Load() error {
	f.once.Do(func() {
		if f.generate != nil {
			f.Data, f.err = f.generate()
		}
		if f.compress != nil && f.err == nil {
			f.err = f.compress()
		}
	})
	return f.err
}

// CompressOnLoad postpones the compression until the file is first loaded.
func (f *File) CompressOnLoad(brotliLevel, gzipLevel int) {
	f.compress = func() error { return f.Compress(brotliLevel, gzipLevel) }
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// newHashedFile returns a file with a hash of its content in its name: map.js becomes
// map.1a2b3c4d5e.js.
func newHashedFile(name string, data []byte) *File {
	hash := digest(data)
	ext := path.Ext(name)
	return &File{Name: name[:len(name)-len(ext)] + "." + hash[:10] + ext, Data: data, hash: hash}
}

// mediaTypes are media types by file extension. Package mime is not used, because its table depends
// on the system.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".json": "application/json", ".geojson": "application/geo+json",
	".csv":  "text/csv; charset=utf-8",
	".wasm": "application/wasm", ".ttf": "font/ttf", ".svg": "image/svg+xml", ".png": "image/png",
	".txt": "text/plain; charset=utf-8", "": "text/plain; charset=utf-8",
}

// MediaType returns the file's media type, with the charset of texts.
func (f *File) MediaType() string {
	if mediaType := mediaTypes[path.Ext(f.Name)]; mediaType != "" {
		return mediaType
	}
	return "application/octet-stream"
}

// Compress sets the encodings that are missing, where they are worthwhile. For the cost of the
// levels see docs/performance.md.
func (f *File) Compress(brotliLevel, gzipLevel int) error {
	var compressed bytes.Buffer
	if len(f.Brotli) == 0 {
		w := brotli.NewWriterLevel(&compressed, brotliLevel)
		if _, err := w.Write(f.Data); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		f.Brotli = ifSmaller(compressed.Bytes(), f.Data)
	}
	compressed = bytes.Buffer{}
	if len(f.Gzip) == 0 {
		w, err := gzip.NewWriterLevel(&compressed, gzipLevel)
		if err != nil {
			return err
		}
		if _, err := w.Write(f.Data); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		f.Gzip = ifSmaller(compressed.Bytes(), f.Data)
	}
	return nil
}

// ifSmaller returns compressed, or nil if it saves less than 5 % of data.
func ifSmaller(compressed, data []byte) []byte {
	if len(compressed) > len(data)*19/20 {
		return nil
	}
	return compressed
}

// A Site is a set of files ready to be served or written. It is safe for concurrent use.
type Site struct {
	mu     sync.RWMutex
	files  map[string]*File
	policy string // of pages that do not frame the map
	// pinnedVersion is the name of the current pinned version's folder.
	pinnedVersion string
}

// Files returns the files, sorted by name.
func (s *Site) Files() []*File {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.SortedFunc(maps.Values(s.files),
		func(a, b *File) int { return strings.Compare(a.Name, b.Name) })
}

// Merge adds the files of a newer site, replacing files of the same name. Earlier hashed files stay
// for pages that are still open.
func (s *Site) Merge(newer *Site) {
	for _, file := range newer.Files() {
		s.add(file)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.policy = newer.policy
}

// policyOf returns the content security policy of a page.
func (s *Site) policyOf(name string) string {
	if isFramingPage(name) {
		return framingPolicy(s.Policy())
	}
	return s.Policy()
}

// Policy returns the content security policy of pages that do not frame the map.
func (s *Site) Policy() string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.policy
}

// File returns the file of a name, or nil.
func (s *Site) File(name string) *File {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.files[name]
}

func (s *Site) add(file *File) *File {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.files == nil {
		s.files = map[string]*File{}
	}
	if file.hash == "" {
		file.hash = digest(file.Data)
	}
	s.files[file.Name] = file
	return file
}

const cacheForever = "public, max-age=31536000, immutable"

// Hashed reports whether the name contains a hash of the content, so that browsers may cache the
// file forever.
func (f *File) Hashed() bool {
	dir, _, _ := strings.Cut(f.Name, "/")
	return dir == "assets" || dir == "cards"
}
