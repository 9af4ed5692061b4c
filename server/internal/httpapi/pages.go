package httpapi

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// pages serves the web app: its files, read and compressed once, and its one page under every address that is a screen.
type pages struct {
	files map[string]*page // by address
	index *page
}

type page struct {
	kind, tag string
	forever   bool // its address changes with its content
	plain     []byte
	gzipped   []byte // nil where it would not be smaller
	brotli    []byte // nil where the build left none beside it
}

// brotliSuffix names what the build leaves beside a file: the same, compressed better than this program could at its start.
// Browsers take it over HTTPS and from this machine; a trial in one room gets gzip.
const brotliSuffix = ".br"

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Feltboard</title>
<p>This program was built without its web app. Run <code>make run</code>, or <code>make web</code> and build it again.`

func newPages(files fs.FS, built bool) (*pages, error) {
	p := &pages{files: map[string]*page{}}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".") || strings.HasSuffix(name, brotliSuffix) {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		found := newPage(name, data)
		if small, err := fs.ReadFile(files, name+brotliSuffix); err == nil {
			found.brotli = small
		}
		p.files["/"+name] = found
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the web app: %w", err)
	}
	p.index = p.files["/index.html"]
	delete(p.files, "/index.html")
	if !built || p.index == nil {
		p.index = newPage("index.html", []byte(notBuilt))
	}
	return p, nil
}

// kinds are those of the web app's files: what a machine has in its own table does not matter.
var kinds = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon", ".woff2": "font/woff2",
	".json": "application/json", ".webmanifest": "application/manifest+json", ".txt": "text/plain; charset=utf-8",
}

func newPage(name string, data []byte) *page {
	sum := sha256.Sum256(data)
	p := &page{
		kind:    kinds[path.Ext(name)],
		tag:     base64.RawURLEncoding.EncodeToString(sum[:12]),
		forever: strings.HasPrefix(name, "assets/"),
		plain:   data,
	}
	if p.kind == "" {
		p.kind = "application/octet-stream"
	}
	var zipped bytes.Buffer
	w, err := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
	if err != nil {
		panic("httpapi: " + err.Error()) // the level is a constant
	}
	w.Write(data) // a buffer takes everything
	w.Close()
	if zipped.Len() < len(data)*9/10 {
		p.gzipped = zipped.Bytes()
	}
	return p
}

// isScreen mirrors the app's own router: an address that is no screen shows its "not found" page, with that status. Whether
// a board exists is not told here.
func isScreen(address string) bool {
	switch address {
	case "/", "/setup", "/join", "/hand", "/sign-in", "/invite", "/account", "/people":
		return true
	}
	if code, ok := strings.CutPrefix(address, "/j/"); ok {
		return code != "" && !strings.Contains(code, "/")
	}
	if board, ok := strings.CutPrefix(address, "/mine/"); ok {
		return board != "" && !strings.Contains(board, "/")
	}
	if board, ok := strings.CutPrefix(address, embedPath); ok {
		return board != "" && !strings.Contains(board, "/")
	}
	board, ok := strings.CutPrefix(strings.TrimSuffix(address, "/"), "/b/")
	board, part, _ := strings.Cut(board, "/")
	return ok && board != "" && screensOfBoard[part]
}

// screensOfBoard are what a board's address ends in.
var screensOfBoard = map[string]bool{"": true, "room": true, "wrapup": true, "actions": true, "matrix": true, "answers": true}

func (p *pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		badMethod(w, http.MethodGet, http.MethodHead)
		return
	}
	status, found := http.StatusOK, p.files[r.URL.Path]
	if found == nil {
		found = p.index
		if !isScreen(r.URL.Path) {
			status = http.StatusNotFound
		}
	}
	h := w.Header()
	h.Set("Content-Type", found.kind)
	h.Set("Vary", "Accept-Encoding")
	switch {
	case status != http.StatusOK:
		h.Set("Cache-Control", "no-store")
	case found.forever:
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	default:
		h.Set("Cache-Control", "no-cache")
	}
	body, tag := found.plain, `"`+found.tag+`"`
	switch {
	case found.brotli != nil && accepts(r, "br"):
		body, tag = found.brotli, `"`+found.tag+`-br"`
		h.Set("Content-Encoding", "br")
	case found.gzipped != nil && accepts(r, "gzip"):
		body, tag = found.gzipped, `"`+found.tag+`-gz"`
		h.Set("Content-Encoding", "gzip")
	}
	if status == http.StatusOK {
		h.Set("ETag", tag)
		if strings.Contains(r.Header.Get("If-None-Match"), tag) {
			h.Del("Content-Encoding")
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(body)
	}
}

func accepts(r *http.Request, encoding string) bool {
	for coding := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(coding), ";")
		if name == encoding && strings.ReplaceAll(weight, " ", "") != "q=0" {
			return true
		}
	}
	return false
}
