namespace MultimodalEmbeddings.Data;

/// <summary>Draws batches without replacement; when all is drawn it shuffles again, without end.</summary>
/// <remarks>The last batch of a pass may be smaller, as the reference keeps it (its <c>drop_last</c> is off).</remarks>
internal sealed class BatchSampler(int count, int batchSize, int seed)
{
    private int[] _order = [];
    private int _position;
    private int _pass;

    /// <summary>The number of batches in one pass.</summary>
    public static int BatchesPerPass(int count, int batchSize) => count == 0 ? 0 : ((count - 1) / batchSize) + 1;

    /// <returns>The indices of the next batch.</returns>
    public ReadOnlyMemory<int> Next()
    {
        if (_position >= _order.Length)
        {
            _order = Permutation.Draw(count, seed, _pass++);
            _position = 0;
        }

        var batch = _order.AsMemory(_position, Math.Min(batchSize, _order.Length - _position));
        _position += batch.Length;
        return batch;
    }
}
