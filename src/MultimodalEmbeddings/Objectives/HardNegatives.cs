using static TorchSharp.torch;

namespace MultimodalEmbeddings.Objectives;

/// <summary>Sentences that look like an anchor without meaning the same.</summary>
/// <param name="Embeddings">One for each anchor, [batch, dimension].</param>
/// <param name="Weight">Added to the logit of each anchor's own one.</param>
internal sealed record HardNegatives(Tensor Embeddings, double Weight);
