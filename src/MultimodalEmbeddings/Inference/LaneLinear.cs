namespace MultimodalEmbeddings.Inference;

/// <inheritdoc/>
internal sealed unsafe class LaneLinear<TLane> : LinearLayer
    where TLane : struct, ILane<TLane>
{
    private readonly PackedMatrix _matrix;

    public LaneLinear(ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, int inputs)
    {
        _matrix = new PackedMatrix(weights.Length / inputs, inputs, TLane.Count);
        _matrix.Fill(0, weights, biases);
    }

    public override void Multiply(ReadOnlySpan<float> x, Span<float> y)
    {
        var rows = x.Length / _matrix.Inputs;
        using var results = new AlignedFloats((long)rows * _matrix.PaddedOutputs);
        fixed (float* first = x)
        {
            var target = new Rows(results.Pointer, _matrix.PaddedOutputs);
            MatrixProduct<TLane>.Multiply(new Rows(first, _matrix.Inputs), target, rows, _matrix);
        }

        for (var row = 0; row < rows; row++)
        {
            results.Slice((long)row * _matrix.PaddedOutputs, _matrix.Outputs).CopyTo(y[(row * _matrix.Outputs)..]);
        }
    }

    public override (float[] Weights, float[] Biases) ToArrays() =>
        (_matrix.Weights(0, _matrix.Outputs), _matrix.Biases(0, _matrix.Outputs));

    public override void Dispose() => _matrix.Dispose();
}
