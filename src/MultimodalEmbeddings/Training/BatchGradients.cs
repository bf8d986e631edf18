using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Runtime;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Training;

/// <summary>Adds a batch's share to the gradients of a model, as a whole or in chunks.</summary>
/// <remarks>
/// In chunks only the embeddings of the whole batch are kept: the losses give them their gradients, and each chunk is encoded a
/// second time, with the same dropout, to pass its embeddings' gradients on. Gao et al. 2021, "Scaling Deep Contrastive
/// Learning Batch Size under Memory Limited Setup" (GradCache).
/// </remarks>
/// <param name="model">The model.</param>
/// <param name="chunkSize">Sentences in a chunk; null for whole batches.</param>
internal sealed class BatchGradients(ContrastiveModel model, int? chunkSize)
{
    /// <param name="batch">The batch.</param>
    /// <param name="batchesInStep">What its losses are divided by.</param>
    /// <returns>The losses before that.</returns>
    public BatchLosses Add(ContrastiveBatch batch, int batchesInStep)
    {
        using var scope = NewDisposeScope();

        return chunkSize is { } size && size < batch.TokenIds.Count
            ? AddInChunks([.. DropoutChunk.Cut(batch, size)], batch, batchesInStep)
            : Backward(model.Losses(batch), batchesInStep);
    }

    private BatchLosses AddInChunks(DropoutChunk[] chunks, ContrastiveBatch batch, int batchesInStep)
    {
        using var embeddings = EmbedWithoutGraph(chunks).requires_grad_(); // [batch, views, dimension]
        var losses = Backward(model.Compare(embeddings, batch), batchesInStep);
        using var gradients = embeddings.grad!;
        long first = 0;
        foreach (var chunk in chunks)
        {
            using var scope = NewDisposeScope();

            var count = chunk.Batch.TokenIds.Count;
            chunk.Embed(model).backward([gradients.narrow(0, first, count)]);
            first += count;
        }

        return losses;
    }

    private Tensor EmbedWithoutGraph(DropoutChunk[] chunks)
    {
        using var scope = NewDisposeScope();
        using var graph = no_grad();

        return cat([.. chunks.Select(chunk => chunk.Embed(model))]).MoveToOuterDisposeScope();
    }

    private static BatchLosses Backward(ContrastiveLosses losses, int batchesInStep)
    {
        var total = losses.Total();
        total.Over(batchesInStep).backward();
        return new BatchLosses(losses.Text.Number(), losses.Image?.Number(), total.Number());
    }
}
