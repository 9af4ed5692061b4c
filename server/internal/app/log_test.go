package app

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// S-25: an attribute that is called after a secret is never written, in a group neither; and nothing makes a second line.
func TestTheLogLeavesSecretsOut(t *testing.T) {
	var b bytes.Buffer
	log := NewLog(&b)
	for _, name := range append([]string{"Set-Cookie", "api_key", "refreshToken"}, secrets...) {
		log.Info("joined", name, "XYZZY")
		log.WithGroup("request").Info("joined", name, "XYZZY")
	}
	log.Info("odd\n{\"level\":\"ERROR\"}", "path", "a\r\nb\x1b[31m\u202e")
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	if want := 2*(len(secrets)+3) + 1; len(lines) != want || strings.Contains(b.String(), "XYZZY") || strings.ContainsAny(b.String(), "\r\x1b") {
		t.Errorf("%d lines, want %d:\n%s", len(lines), want, b.String())
	}
	for _, line := range lines {
		if !json.Valid([]byte(line)) {
			t.Errorf("no JSON: %s", line)
		}
	}
}
