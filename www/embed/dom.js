// Properties of the document and of elements as the browser defines them. An element whose `name` or `id` is the name of a property hides
// that property of the document or of the form around it, and a host's own elements may redefine theirs.

/** A property of a node. */
export const own = (node, name) => Reflect.get(Element.prototype, name, node);

/** A property of the document. */
export const page = (name) => Reflect.get(Document.prototype, name, document);

/** An attribute of an element; `null` where it has none. */
export const attribute = (element, name) => own(element, "getAttribute").call(element, name);

/** All matches of a selector in the document or in a shadow root. */
export const all = (selector, root) => [...(root ? root.querySelectorAll(selector) : page("querySelectorAll").call(document, selector))];

/** A new element. */
export const create = (name) => page("createElement").call(document, name);
