package main_test

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
)

// S-1, S-4, S-8, S-25: after a whole session with marked secrets and words, none of them is in the log, no secret is on disk, and
// nobody is sent anybody else's.
func TestNoSecretIsLoggedOrStored(t *testing.T) {
	const word, name, query = "MARKERNOTE", "MARKERNAME", "MARKERQUERY"
	o := startProvider(t)
	p := start(t, o.settings(t))
	owner := p.owner()
	board := owner.newBoard("MARKERTITLE")
	secrets := map[string]string{"set-up token": p.setup, "owner's cookie": owner.cookie()}
	const phrase, password, email = "MARKER-PASSPHRASE", "MARKER-PASSWORD", "marker-of-an-address@felt.test"
	secrets["passphrase"], secrets["wrong passphrase"], secrets["password"], secrets["wrong password"] = phrase, phrase+"-NOT", password, password+"-NOT"
	var tabs []*tab
	for role := range board.Links {
		secrets[role+" key"] = board.key(role)
		b := newBrowser(t, p.base)
		b.join(board.ID, board.key(role), name)
		secrets[role+"'s cookie"] = b.cookie()
		tab := newTab(b, board.ID)
		if tab.keep = true; tab.connect() != nil {
			t.Fatal("no connection")
		}
		tab.until("the view is there", tab.Live)
		tabs = append(tabs, tab)
		secrets[role+"'s own secret"] = tab.Secret
		tab.does(tab.note("Says", word))
		tab.write([]byte(`{"t":"` + word + `"}`))
		tab.ends()
	}
	var link struct{ URL string }
	decodeFolded(t, owner.post("/api/v1/boards/"+board.ID+"/links", map[string]string{"role": "team"}), &link)
	_, secrets["new key"], _ = strings.Cut(link.URL, "#k=")
	peopleWithSecrets(t, p, owner, secrets)
	// A link with a passphrase, a code, a password.
	decodeFolded(t, owner.post("/api/v1/boards/"+board.ID+"/links", map[string]string{"role": "client", "passphrase": phrase}), &link)
	_, secrets["key with a passphrase"], _ = strings.Cut(link.URL, "#k=")
	for given, want := range map[string]int{"": http.StatusUnauthorized, phrase + "-NOT": http.StatusUnauthorized, phrase: http.StatusOK} {
		late := newBrowser(t, p.base)
		a := late.post("/api/join", map[string]string{"board": board.ID, "key": secrets["key with a passphrase"], "name": name, "passphrase": given})
		if a.status != want {
			t.Errorf("joining with %q: %d %s", given, a.status, a.body)
		}
		if late.cookie() != "" {
			secrets["latecomer's cookie"] = late.cookie()
		}
	}
	ok(t, owner.post("/api/v1/account", map[string]string{"name": "Ada", "email": email}), nil)
	ok(t, owner.post("/api/v1/account/password", map[string]string{"old": "", "new": password}), nil)
	secrets["cookie after the password"] = owner.cookie()
	for given, want := range map[string]int{password + "-NOT": http.StatusUnauthorized, password: http.StatusOK} {
		b := newBrowser(t, p.base)
		if a := b.post("/api/sign-in", map[string]string{"email": email, "password": given}); a.status != want {
			t.Errorf("signing in: %d %s", a.status, a.body)
		}
		if b.cookie() != "" {
			secrets["cookie of signing in"] = b.cookie()
		}
	}
	for _, path := range []string{"/api/session?k=" + query, "/?" + query, "/" + query, "/b/" + board.ID + "?k=" + query, "/api/v1/boards/" + query + "/me"} {
		owner.get(path)
	}
	r := owner.request(http.MethodGet, "/healthz", "")
	r.Header.Set("Authorization", "Bearer "+query)
	r.Header.Set("Referer", p.base+"/b/"+board.ID+"#k="+query)
	r.Header.Set("User-Agent", query+"\n{\"level\":\"ERROR\"}")
	owner.http.Do(r) // the client refuses such a header itself
	owner.post("/api/join", map[string]string{"board": query, "key": query, "name": query})
	owner.send(owner.request(http.MethodPost, "/api/join", query))
	p.stop()

	log := p.log.String()
	if strings.Count(log, "\n") < 15 || !strings.Contains(log, board.ID) {
		t.Fatalf("the log has too little in it:\n%s", log)
	}
	for _, marker := range []string{word, name, query, "MARKERTITLE", email} {
		if strings.Contains(log, marker) {
			t.Errorf("the log holds %s:\n%s", marker, log)
		}
	}
	for what, secret := range secrets {
		if secret == "" {
			t.Errorf("there is no %s", what)
		}
		if strings.Contains(log, secret) {
			t.Errorf("the log holds the %s", what)
		}
	}
	heard := 0
	for _, tab := range tabs {
		for _, frame := range tab.heard {
			heard++
			for what, secret := range secrets {
				if strings.Contains(string(frame), secret) && secret != tab.Secret {
					t.Errorf("somebody is sent the %s: %.200s", what, frame)
				}
			}
		}
	}
	if heard == 0 {
		t.Errorf("nobody has heard anything, so nothing has been shown")
	}
	stored := 0
	err := fs.WalkDir(os.DirFS(p.dir), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(p.dir + "/" + path)
		if err != nil {
			return err
		}
		if strings.Contains(string(content), word) {
			stored++
		}
		for what, secret := range secrets {
			if strings.Contains(string(content), secret) {
				t.Errorf("%s holds the %s", path, what)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if stored == 0 {
		t.Errorf("the notes are not there either, so nothing has been shown")
	}
}

// peopleWithSecrets lets people come in by password and by the provider, rightly and wrongly, and notes what nobody may find.
func peopleWithSecrets(t *testing.T, p *program, owner *browser, secrets map[string]string) {
	t.Helper()
	const right, wrong, next = "MARKERPASSWORD one", "MARKERPASSWORD wrong", "MARKERPASSWORD two"
	secrets["password"], secrets["wrong password"], secrets["new password"] = right, wrong, next
	secrets["client secret"] = "provider-secret"
	secrets["invitation"] = owner.invite("member", "")
	bea := newBrowser(t, p.base)
	accept := map[string]string{"token": secrets["invitation"], "name": "MARKERNAME", "email": "bea@example.com", "password": right}
	ok(t, bea.post("/api/invite", accept), nil)
	bea.post("/api/invite", accept) // used
	secrets["member's cookie"] = bea.cookie()
	bea.signIn("bea@example.com", wrong)
	ok(t, bea.post("/api/v1/account/password", map[string]string{"old": right, "new": next}), nil)
	ok(t, bea.signIn("bea@example.com", next), nil)
	secrets["member's new cookie"] = bea.cookie()
	secrets["open invitation"] = owner.invite("member", "")
	grace := newBrowser(t, p.base)
	for i, wish := range []map[string]any{{}, {"invite": secrets["open invitation"]}} { // refused, and let in
		back := grace.at(grace.begin(wish), "grace")
		u, err := url.Parse(back)
		if err != nil {
			t.Fatal(err)
		}
		secrets[fmt.Sprint("code ", i)], secrets[fmt.Sprint("state ", i)] = u.Query().Get("code"), u.Query().Get("state")
		secrets[fmt.Sprint("cookie for the way ", i)] = cookieOf(grace, "sso")
		grace.back(back)
		grace.back(back) // once too often
	}
	if grace.account().Person == nil {
		t.Error("nobody came in by the provider")
	}
	secrets["provider's cookie"] = grace.cookie()
}
