//! Compression and decompression with the browser's own streams (raw DEFLATE).

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, ReadableWritablePair, Response};

/// Why bytes could not be compressed or decompressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamError {
    /// The browser does not support it.
    Unable,
    /// The bytes are not valid compressed data.
    Broken,
    /// The decompressed data exceeds the limit.
    TooMuch,
}

/// Compresses `bytes`.
pub async fn pack(bytes: &[u8]) -> Result<Vec<u8>, StreamError> {
    through("CompressionStream", bytes, usize::MAX).await
}

/// Decompresses `bytes`; fails with [`StreamError::TooMuch`] once the output exceeds `most` bytes.
pub async fn unpack(bytes: &[u8], most: usize) -> Result<Vec<u8>, StreamError> {
    through("DecompressionStream", bytes, most).await
}

async fn through(kind: &str, bytes: &[u8], most: usize) -> Result<Vec<u8>, StreamError> {
    let unable = |_| StreamError::Unable;
    let maker = Reflect::get(&js_sys::global(), &kind.into()).map_err(unable)?;
    let maker: Function = maker.dyn_into().map_err(unable)?;
    let stream = Reflect::construct(&maker, &Array::of1(&"deflate-raw".into())).map_err(unable)?;
    let source = Response::new_with_opt_js_u8_array(Some(&Uint8Array::from(bytes))).map_err(unable)?;
    let source = source.body().ok_or(StreamError::Unable)?.pipe_through(stream.unchecked_ref::<ReadableWritablePair>());
    let reader = ReadableStreamDefaultReader::new(&source).map_err(unable)?;
    let mut out = Vec::new();
    loop {
        let piece: Object = JsFuture::from(reader.read()).await.map_err(|_| StreamError::Broken)?.unchecked_into();
        let get = |name: &str| Reflect::get(&piece, &name.into()).unwrap_or(JsValue::UNDEFINED);
        if get("done").is_truthy() {
            return Ok(out);
        }
        let piece: Uint8Array = get("value").dyn_into().map_err(|_| StreamError::Broken)?;
        if out.len() + piece.length() as usize > most {
            // It no longer matters whether the stream ends properly.
            let _ = reader.cancel();
            return Err(StreamError::TooMuch);
        }
        out.extend(piece.to_vec());
    }
}
