//! The weights of the layers that find claims. In the file they follow the weights of the layers that find
//! attributions.

use super::{
    Block, CLAIM_CALIBRATION, CLAIM_CLASSES, CLAIM_DEPTH, CLAIM_LABELS, DEPTH2, Matrix, PARTIES, PLACES, Reader,
    STATUSES, WIDTH, WIDTH2, WeightsError,
};

/// The weights of the layers for claims: blocks that branch off after the first attribution blocks, and a second stage.
#[derive(Clone, Debug)]
pub struct Claims {
    pub(crate) classes: Vec<[f32; WIDTH]>,
    pub(crate) input_norm: [[f32; WIDTH]; 2],
    pub(crate) blocks: Vec<Block<WIDTH>>,
    pub(crate) emit: Matrix<WIDTH>,
    pub(crate) emit_bias: [f32; CLAIM_LABELS],
    pub(crate) moves: [[f32; CLAIM_LABELS]; CLAIM_LABELS],
    pub(crate) token2: Matrix<WIDTH>,
    pub(crate) cue2: Matrix<WIDTH>,
    pub(crate) places: Vec<[f32; WIDTH2]>,
    pub(crate) input_norm2: [[f32; WIDTH2]; 2],
    pub(crate) blocks2: Vec<Block<WIDTH2>>,
    pub(crate) content: Matrix<WIDTH2>,
    pub(crate) content_bias: [f32; CLAIM_LABELS],
    pub(crate) party: Matrix<WIDTH2>,
    pub(crate) party_bias: [f32; PARTIES],
    pub(crate) status: Matrix<WIDTH2>,
    pub(crate) status_bias: [f32; STATUSES],
    pub(crate) content_moves: [[f32; CLAIM_LABELS]; CLAIM_LABELS],
    pub(crate) calibration: [f32; CLAIM_CALIBRATION],
}

impl Claims {
    pub(super) fn read(from: &mut Reader<'_>) -> Result<Self, WeightsError> {
        Ok(Self {
            classes: from.vectors(CLAIM_CLASSES)?,
            input_norm: from.array()?,
            blocks: from.blocks(CLAIM_DEPTH)?,
            emit: from.matrix(CLAIM_LABELS)?,
            emit_bias: from.array::<CLAIM_LABELS, 1>()?[0],
            moves: from.array()?,
            token2: from.matrix(WIDTH2)?,
            cue2: from.matrix(WIDTH2)?,
            places: from.vectors(PLACES.iter().sum())?,
            input_norm2: from.array()?,
            blocks2: from.blocks(DEPTH2)?,
            content: from.matrix(CLAIM_LABELS)?,
            content_bias: from.array::<CLAIM_LABELS, 1>()?[0],
            party: from.matrix(PARTIES)?,
            party_bias: from.array::<PARTIES, 1>()?[0],
            status: from.matrix(STATUSES)?,
            status_bias: from.array::<STATUSES, 1>()?[0],
            content_moves: from.array()?,
            calibration: from.array::<CLAIM_CALIBRATION, 1>()?[0],
        })
    }
}
