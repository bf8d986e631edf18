namespace MultimodalEmbeddings.Checkpoints;

/// <summary>Where an encoder's weights come from, by the names of <see cref="EncoderTensors"/>.</summary>
internal interface IWeightSource
{
    EncoderConfiguration Configuration { get; }

    bool Contains(string name);

    /// <summary>Copies a tensor's values, row-major.</summary>
    /// <exception cref="CheckpointMismatchException">It is missing or has another shape.</exception>
    void CopyTo(string name, IReadOnlyList<long> shape, Span<float> destination);

    /// <returns>A copy of a tensor's values, row-major.</returns>
    /// <inheritdoc cref="CopyTo" path="/exception"/>
    float[] Read(string name, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (product, dimension) => checked(product * dimension))];
        CopyTo(name, shape, values);
        return values;
    }
}
