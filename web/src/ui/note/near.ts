// Which notes are in sight or nearly: only those are drawn with everything on them where there are many.

/** How far outside of what is seen a note is near already. */
const margin = '500px';

const told = new WeakMap<Element, (near: boolean) => void>();
let observer: IntersectionObserver | undefined;

function watching(): IntersectionObserver {
  const options = { rootMargin: margin, scrollMargin: margin };
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) told.get(target)?.(isIntersecting);
  }, options);
  return observer;
}

/** Tells whether an element is near what is seen, until the function that comes back is called. */
export function watchNear(element: Element, tell: (near: boolean) => void): () => void {
  told.set(element, tell);
  watching().observe(element);
  return () => {
    told.delete(element);
    watching().unobserve(element);
  };
}
