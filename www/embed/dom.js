// Properties of the document and of elements as the browser defines them. An element whose `name` or `id` equals the
// name of a property hides that property of the document or of the surrounding form, and custom elements of the host
// may redefine theirs.

/** Returns a property of a node. */
export const own = (node, name) => Reflect.get(Element.prototype, name, node);

/** Returns a property of the document. */
export const page = (name) => Reflect.get(Document.prototype, name, document);

/** Returns an attribute of an element; `null` if it is missing. */
export const attribute = (element, name) => own(element, "getAttribute").call(element, name);

/** Returns all matches of a selector in the document or in a shadow root. */
export const all = (selector, root) => [...(root ? root.querySelectorAll(selector) : page("querySelectorAll").call(document, selector))];

/** Creates an element. */
export const create = (name) => page("createElement").call(document, name);
