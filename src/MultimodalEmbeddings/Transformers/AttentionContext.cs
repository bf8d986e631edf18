using static TorchSharp.torch;

namespace MultimodalEmbeddings.Transformers;

/// <summary>What attention needs to know of a batch besides its hidden states.</summary>
/// <param name="Packing">Which tokens belong to one sentence.</param>
/// <param name="Mask">
/// What is added to the scores, [1 or batch, 1 or heads, 1 or tokens, tokens]: −∞ where a token is not to be seen; null for
/// nothing.
/// </param>
/// <param name="Rotation">How queries and keys learn their positions, in families that turn them; else null.</param>
internal sealed record AttentionContext(Packing Packing, Tensor? Mask, RotaryEmbedding? Rotation);
