namespace MultimodalEmbeddings.Inference;

/// <summary>
/// The weights of a linear layer, y = x Wᵀ + b, in panels: for so many neighbouring outputs as a kernel computes at once, their
/// weights by input. Outputs are padded with zeros to whole lanes.
/// </summary>
internal sealed unsafe class PackedMatrix : IDisposable
{
    private const int MaximumLanes = 3;

    private readonly int _lane;
    private readonly int[] _starts;           // of each panel, in outputs; the last one is the end
    private readonly int[] _panelOf;          // of each lane
    private readonly AlignedFloats _weights;  // panel by panel, [inputs, width]
    private readonly AlignedFloats _biases;   // [padded outputs]

    /// <param name="outputs">Rows of W.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="lane">Floats of a lane.</param>
    public PackedMatrix(int outputs, int inputs, int lane)
    {
        (Outputs, Inputs, _lane) = (outputs, inputs, lane);
        var lanes = ((outputs - 1) / lane) + 1;
        int[] widths = [.. Widths(lanes)];
        _starts = [.. Enumerable.Range(0, widths.Length + 1).Select(panel => widths.Take(panel).Sum() * lane)];
        _panelOf = [.. widths.SelectMany((width, panel) => Enumerable.Repeat(panel, width))];
        PaddedOutputs = lanes * lane;
        _weights = new AlignedFloats((long)PaddedOutputs * inputs);
        _biases = new AlignedFloats(PaddedOutputs);
    }

    public int Outputs { get; }

    public int Inputs { get; }

    public int Panels => _starts.Length - 1;

    /// <summary>Outputs with their padding: the floats that a row of results takes.</summary>
    public int PaddedOutputs { get; }

    public Panel this[int panel] => new(
        _weights.Pointer + ((long)_starts[panel] * Inputs), Width(panel), _biases.Pointer + _starts[panel], Inputs);

    /// <summary>The first output of a panel.</summary>
    public int Start(int panel) => _starts[panel];

    /// <summary>Outputs of a panel: one to three lanes.</summary>
    public int Width(int panel) => _starts[panel + 1] - _starts[panel];

    /// <summary>Fills some outputs.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="weights">[outputs, inputs].</param>
    /// <param name="biases">[outputs], or empty for zeros.</param>
    public void Fill(int start, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases)
    {
        for (var row = 0; row < weights.Length / Inputs; row++)
        {
            var target = First(start + row);
            var width = WidthAt(start + row);
            var source = weights.Slice(row * Inputs, Inputs);
            for (var input = 0; input < source.Length; input++)
            {
                target[(long)input * width] = source[input];
            }

            if (!biases.IsEmpty)
            {
                _biases.Pointer[start + row] = biases[row];
            }
        }
    }

    /// <returns>A copy of the weights of some outputs, [outputs, inputs].</returns>
    public float[] Weights(int start, int outputs)
    {
        var weights = new float[checked(outputs * Inputs)];
        for (var row = 0; row < outputs; row++)
        {
            var source = First(start + row);
            var width = WidthAt(start + row);
            for (var input = 0; input < Inputs; input++)
            {
                weights[(row * Inputs) + input] = source[(long)input * width];
            }
        }

        return weights;
    }

    /// <returns>A copy of some biases.</returns>
    public float[] Biases(int start, int outputs) => _biases.Slice(start, outputs).ToArray();

    public void Dispose()
    {
        _weights.Dispose();
        _biases.Dispose();
    }

    /// <summary>Panels of three lanes, and of two where three do not come out even.</summary>
    private static IEnumerable<int> Widths(int lanes)
    {
        while (lanes > 0)
        {
            var width = lanes is 2 or 4 ? 2 : Math.Min(lanes, MaximumLanes);
            yield return width;
            lanes -= width;
        }
    }

    private float* First(int output)
    {
        var panel = _panelOf[output / _lane];
        return this[panel].Weights + output - _starts[panel];
    }

    private int WidthAt(int output) => Width(_panelOf[output / _lane]);
}
