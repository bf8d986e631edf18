using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Runtime;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Training;

/// <summary>Some sentences of a batch with a seed of their own, so that their dropout can be repeated.</summary>
/// <param name="Batch">The sentences, without image features.</param>
/// <param name="Seed">Of libtorch's generator.</param>
internal sealed record DropoutChunk(ContrastiveBatch Batch, long Seed)
{
    /// <summary>Cuts a batch; the chunks' seeds follow from the state of libtorch's generator.</summary>
    public static IEnumerable<DropoutChunk> Cut(ContrastiveBatch batch, int size)
    {
        using var drawn = randint(int.MaxValue, [1], ScalarType.Int64);
        var seed = drawn.Integer() << 31; // room for the chunks' numbers
        return Enumerable.Range(0, ((batch.TokenIds.Count - 1) / size) + 1)
            .Select(index => new DropoutChunk(batch.Part(index * size, size), seed + index));
    }

    /// <summary>Encodes the chunk with the same dropout every time.</summary>
    /// <returns>[chunk, views, dimension].</returns>
    public Tensor Embed(ContrastiveModel model)
    {
        random.manual_seed(Seed);
        return model.Embed(Batch);
    }
}
