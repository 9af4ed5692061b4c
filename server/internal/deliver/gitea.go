package deliver

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"code.gitea.io/sdk/gitea"
)

// giteaTracker is a project of a Gitea or Forgejo server. Its library holds one context per client, so calls take turns.
type giteaTracker struct {
	mu          sync.Mutex
	client      *gitea.Client
	owner, repo string
	labels      map[string]int64 // of the project and its organisation, by name; nil before they were asked for
}

func dialGitea(base, owner, repo, token string) (Tracker, error) {
	// A version is named so that the library does not ask for one while dialling.
	c, err := gitea.NewClient(base, gitea.SetHTTPClient(client()), gitea.SetToken(token), gitea.SetGiteaVersion(""))
	if err != nil {
		return nil, err
	}
	return &giteaTracker{client: c, owner: owner, repo: repo}, nil
}

func (g *giteaTracker) enter(ctx context.Context) func() {
	g.mu.Lock()
	g.client.SetContext(ctx)
	return g.mu.Unlock
}

func (g *giteaTracker) Create(ctx context.Context, i Issue) (Remote, error) {
	defer g.enter(ctx)()
	ids, err := g.labelIDs(i.Labels)
	if err != nil {
		return Remote{}, err
	}
	made, resp, err := g.client.CreateIssue(g.owner, g.repo, gitea.CreateIssueOption{Title: i.Title, Body: i.Body, Labels: ids, Deadline: deadline(i.Due)})
	return g.answer(made, resp, err)
}

func (g *giteaTracker) Update(ctx context.Context, ref string, i Issue) (Remote, error) {
	defer g.enter(ctx)()
	n, err := strconv.ParseInt(ref, 10, 64)
	if err != nil {
		return Remote{}, &Refused{"The issue has no number."}
	}
	ids, err := g.labelIDs(i.Labels)
	if err != nil {
		return Remote{}, err
	}
	if len(ids) > 0 {
		if _, resp, err := g.client.AddIssueLabels(g.owner, g.repo, n, gitea.IssueLabelsOption{Labels: ids}); err != nil {
			return Remote{}, g.failed(resp, err)
		}
	}
	made, resp, err := g.client.EditIssue(g.owner, g.repo, n, gitea.EditIssueOption{Title: i.Title, Body: &i.Body, Deadline: deadline(i.Due)})
	return g.answer(made, resp, err)
}

func (g *giteaTracker) Get(ctx context.Context, ref string) (Remote, error) {
	defer g.enter(ctx)()
	n, err := strconv.ParseInt(ref, 10, 64)
	if err != nil {
		return Remote{}, &Refused{"The issue has no number."}
	}
	made, resp, err := g.client.GetIssue(g.owner, g.repo, n)
	return g.answer(made, resp, err)
}

func (g *giteaTracker) Since(ctx context.Context, t time.Time, see func(Remote) bool) error {
	defer g.enter(ctx)()
	for page := 1; page <= 2*maxPages; page++ {
		found, resp, err := g.client.ListRepoIssues(g.owner, g.repo, gitea.ListIssueOption{
			State: gitea.StateAll, Type: gitea.IssueTypeIssue, Since: t, ListOptions: gitea.ListOptions{Page: page, PageSize: 50},
		})
		if err != nil {
			return g.failed(resp, err)
		}
		for _, i := range found {
			if see(remoteOfGitea(i)) {
				return nil
			}
		}
		if len(found) == 0 || resp.NextPage == 0 {
			return nil
		}
	}
	return errTooMuch
}

// labelIDs returns the ids of labels, which the API wants in the place of names, and makes those that are missing.
func (g *giteaTracker) labelIDs(names []string) (ids []int64, err error) {
	if g.labels == nil {
		all := map[string]int64{}
		for page := 1; page <= maxPages; page++ {
			found, resp, err := g.client.ListRepoLabels(g.owner, g.repo, gitea.ListLabelsOptions{ListOptions: gitea.ListOptions{Page: page, PageSize: 50}})
			if err != nil {
				return nil, g.failed(resp, err)
			}
			for _, l := range found {
				all[l.Name] = l.ID
			}
			if len(found) == 0 || resp.NextPage == 0 {
				break
			}
		}
		g.labels = all
	}
	for _, name := range names {
		id, ok := g.labels[name]
		if !ok {
			made, resp, err := g.client.CreateLabel(g.owner, g.repo, gitea.CreateLabelOption{Name: name, Color: "#7a8b99"})
			if err != nil {
				return nil, g.failed(resp, err)
			}
			id = made.ID
			g.labels[name] = id
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

func (g *giteaTracker) answer(i *gitea.Issue, resp *gitea.Response, err error) (Remote, error) {
	if err != nil {
		return Remote{}, g.failed(resp, err)
	}
	return remoteOfGitea(i), nil
}

func (g *giteaTracker) failed(resp *gitea.Response, err error) error {
	var plain *http.Response
	if resp != nil {
		plain = resp.Response
	}
	return understand(plain, err)
}

func remoteOfGitea(i *gitea.Issue) Remote {
	r := Remote{Ref: strconv.FormatInt(i.Index, 10), URL: webAddress(i.HTMLURL), Title: i.Title, Body: i.Body, State: Open, Updated: i.Updated}
	if i.State == gitea.StateClosed {
		r.State = Closed
	}
	return r
}

func deadline(due string) *time.Time {
	t, err := time.Parse(time.DateOnly, due)
	if err != nil {
		return nil
	}
	t = t.Add(12 * time.Hour) // the same day in most places
	return &t
}
